package pdf

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/tetratelabs/wazero/api"
	"golang.org/x/text/encoding/unicode"
)

var utf16 = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)

// sandbox is a running PDFium. After its first error it is of no more use.
type sandbox struct {
	instance  pdfium.Pdfium
	module    api.Module
	functions map[string]api.Function
	ctx       context.Context // of the calls
	stack     [8]uint64
	err       error
}

func (s *sandbox) close() { _ = s.instance.Close() } // there is nothing in it to lose

// call calls a function of PDFium, of at most eight arguments; 0 once the sandbox has failed.
func (s *sandbox) call(name string, arguments ...uint64) uint64 {
	if s.err != nil {
		return 0
	}
	f := s.functions[name]
	if f == nil {
		if f = s.module.ExportedFunction(name); f == nil {
			s.err = fmt.Errorf("PDFium has no function %s", name)
			return 0
		}
		s.functions[name] = f
	}
	copy(s.stack[:], arguments)
	if err := f.CallWithStack(s.ctx, s.stack[:]); err != nil {
		s.err = errors.New("it takes too much time or memory, or is damaged")
		if s.ctx.Err() != nil {
			s.err = errors.New("it takes too long")
		}
		return 0
	}
	return s.stack[0]
}

// number calls a function that returns an int.
func (s *sandbox) number(name string, arguments ...uint64) int {
	return int(int32(uint32(s.call(name, arguments...))))
}

// put copies bytes into the sandbox, and returns where they stand.
func (s *sandbox) put(content []byte) uint64 {
	at := s.call("malloc", uint64(len(content)))
	if s.err == nil && (at == 0 || !s.module.Memory().Write(uint32(at), content)) {
		s.err = errors.New("it is too large")
	}
	return at
}

// float32s and float64s read numbers that stand in the sandbox.

func (s *sandbox) float32s(at uint64, to []float64) {
	for i := range to {
		f, _ := s.module.Memory().ReadFloat32Le(uint32(at) + 4*uint32(i))
		to[i] = float64(f)
	}
}

func (s *sandbox) float64s(at uint64, to []float64) {
	for i := range to {
		to[i], _ = s.module.Memory().ReadFloat64Le(uint32(at) + 8*uint32(i))
	}
}

// units calls a function that writes UTF-16 and a zero, and returns how many units. The last argument is where to.
func (s *sandbox) units(name string, n int, arguments ...uint64) []uint16 {
	at := s.call("malloc", uint64(2*n))
	written := s.number(name, append(arguments, at)...)
	b, ok := s.module.Memory().Read(uint32(at), 2*uint32(max(0, min(written, n)-1)))
	if s.err != nil || !ok {
		return nil
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
	}
	s.call("free", at)
	return units
}

// maxText is how many bytes a string may have that a file notes of itself.
const maxText = 1 << 16

// text calls a function that writes a string, and returns how many bytes; its last two arguments are where to and how many at most.
func (s *sandbox) text(name string, arguments ...uint64) string {
	n := s.number(name, append(arguments, 0, 0)...)
	if n < 2 || n > maxText {
		return ""
	}
	at := s.put(make([]byte, n))
	s.call(name, append(arguments, at, uint64(n))...)
	b, ok := s.module.Memory().Read(uint32(at), uint32(n))
	if s.err != nil || !ok {
		return ""
	}
	words, err := utf16.NewDecoder().Bytes(b[:n-2])
	if err != nil {
		return ""
	}
	s.call("free", at)
	return string(words)
}

// finite reports whether all numbers are such.
func finite(numbers ...float64) bool {
	for _, n := range numbers {
		if math.IsNaN(n) || math.IsInf(n, 0) {
			return false
		}
	}
	return true
}
