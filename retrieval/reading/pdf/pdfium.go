package pdf

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	// maxMemory is what one file may take while it is read, with its content, in pages of 64 KB.
	maxMemory = 512 << 20 / (64 << 10)
	// startTimeout bounds the wait for a sandbox, which takes milliseconds.
	startTimeout = time.Minute
)

// started compiles the library PDFium when the first PDF is read. That takes seconds and 300 MB, so the machine code is kept
// in a folder of the user's cache, from which it takes a tenth of a second and 50 MB. Without such a folder it is
// compiled for each process.
var started = sync.OnceValues(func() (*library, error) {
	if folder, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(folder, "chuchu", "pdfium")); err == nil {
			if l, err := compile(configuration().WithCompilationCache(cache)); err == nil {
				return l, nil
			} // a full disk, or a damaged cache
		}
	}
	return compile(configuration())
})

func configuration() wazero.RuntimeConfig {
	return wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(true).WithMemoryLimitPages(maxMemory)
}

// library is PDFium, compiled. It runs in sandboxes that have no files, no network and no more than maxMemory.
//
// go-pdfium offers each function of PDFium, but reserves memory of the sandbox for each value that one returns: five calls
// for the place of a letter, of which a book has a million. So what it makes is taken from it, and called here.
type library struct {
	pool pdfium.Pool
	made api.Module // the sandbox that was made last
	lock sync.Mutex // for made
}

func compile(config wazero.RuntimeConfig) (*library, error) {
	l := &library{}
	var err error
	l.pool, err = webassembly.Init(webassembly.Config{
		Context:       experimental.WithFunctionListenerFactory(context.Background(), l),
		MaxTotal:      -1,
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(),
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	return l, err
}

// sandbox makes a sandbox; close it after use.
func (l *library) sandbox() (*sandbox, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	instance, err := l.pool.GetInstance(startTimeout)
	if err != nil {
		return nil, err
	}
	return &sandbox{instance: instance, module: l.made, functions: map[string]api.Function{}}, nil
}

// NewFunctionListener has the library told of the call by which go-pdfium starts a sandbox.
func (l *library) NewFunctionListener(f api.FunctionDefinition) experimental.FunctionListener {
	if slices.Contains(f.ExportNames(), "FPDF_InitLibrary") {
		return l
	}
	return nil
}

// Before notes the sandbox that is started.
func (l *library) Before(_ context.Context, m api.Module, _ api.FunctionDefinition, _ []uint64, _ experimental.StackIterator) {
	l.made = m
}

// After does nothing.
func (l *library) After(context.Context, api.Module, api.FunctionDefinition, []uint64) {}

// Abort does nothing.
func (l *library) Abort(context.Context, api.Module, api.FunctionDefinition, error) {}
