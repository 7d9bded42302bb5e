# The modules are a layer of their own, so that a change of the code does not fetch them again. The builder runs on the
# machine's own architecture and compiles for the one that is asked for (docker buildx build --platform linux/arm64 …).
FROM --platform=$BUILDPLATFORM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG VERSION=dev COMMIT=unknown TARGETOS TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -buildvcs=false \
        -ldflags "-s -w -buildid= -X chuchu/bot/command.version=$VERSION -X chuchu/bot/command.commit=$COMMIT" -o /out/chuchu . \
    && cp bot/command/LICENSES.txt /out/ && install -d -m 0700 /out/data && install -d /out/texts && cp seeds/* /out/texts/ && find /out -exec touch -h -d @0 {} +

FROM gcr.io/distroless/static-debian12:nonroot
ARG VERSION=dev COMMIT=unknown
LABEL org.opencontainers.image.title="chuchu" \
      org.opencontainers.image.description="Answers questions from texts with exact quotes and their places" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$COMMIT"
COPY --from=build /out/chuchu /out/LICENSES.txt /
COPY --from=build /out/texts /texts
COPY --from=build --chown=65532:65532 /out/data /data
# What reads PDFs is compiled once, and kept beside the data.
ENV TEXTS_DIR=/texts DATA_DIR=/data XDG_CACHE_HOME=/data/cache
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Healthy is ready: the texts are read and questions come in. It looks each second until that is so for the first time.
HEALTHCHECK --interval=30s --timeout=5s --retries=3 --start-period=120s --start-interval=1s CMD ["/chuchu", "health"]
ENTRYPOINT ["/chuchu"]
CMD ["serve"]
