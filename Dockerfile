FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG VERSION=dev
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$VERSION" -o /chuchu .

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /chuchu /chuchu
USER 65532
ENTRYPOINT ["/chuchu"]
CMD ["--help"]
