package reading

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestWithin: neither a reader that never ends nor one that breaks costs more than its file.
func TestWithin(t *testing.T) {
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		stop := make(chan struct{})
		defer close(stop)
		_, err := File{}.within(ctx, func() (Text, error) {
			cancel()
			<-stop
			return Text{}, nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
	})
	t.Run("too long", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			_, err := File{Name: "a.md", Size: 3 << 20}.within(t.Context(), func() (Text, error) {
				time.Sleep(time.Hour)
				return Text{}, nil
			})
			if want := "it was left out, as it takes more than 19s to read"; err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
			time.Sleep(time.Hour)
		})
	})
	t.Run("broken", func(t *testing.T) {
		_, err := File{}.within(t.Context(), func() (Text, error) { panic("out of range") })
		if want := "it was left out, as it breaks its reader: out of range"; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	})
}
