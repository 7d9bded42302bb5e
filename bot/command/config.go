package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"chuchu/retrieval"
	"chuchu/retrieval/reading"
	"chuchu/retrieval/reading/charset"
)

// config is what the program was told: by flags, which win over the environment, and that over a file .env in the working folder.
// Once it is read, nothing changes it.
type config struct {
	environment
	encodingName string // of the texts; "" if it is to be detected
	shipped      fs.FS  // the files that come with the program
	unlimited    bool   // see execute
}

// folder returns the texts to answer from: the folder that was named, or those that come with the program.
func (c *config) folder() (fs.FS, error) {
	texts := c.get("TEXTS_DIR")
	if texts == "" {
		return fs.Sub(c.shipped, "seeds")
	}
	switch info, err := os.Stat(texts); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such folder; --texts or TEXTS_DIR must name the folder of the texts", texts)
	case err != nil:
		return nil, fmt.Errorf("opening the folder of the texts: %w; --texts or TEXTS_DIR must name a folder that exists", err)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is a file; --texts or TEXTS_DIR must name a folder", texts)
	}
	root, err := os.OpenRoot(texts)
	if err != nil {
		return nil, fmt.Errorf("opening the folder of the texts: %w; the user that chuchu runs as must be able to read it", err)
	}
	return reading.Root(root), nil
}

// encoding returns the encoding of the texts that --encoding names; the zero Encoding if it names none, and for the texts that come
// with the program.
func (c *config) encoding() (charset.Encoding, error) {
	if c.encodingName == "" {
		return charset.Encoding{}, nil
	}
	e, err := charset.Named(c.encodingName)
	if err != nil {
		return charset.Encoding{}, fmt.Errorf("--encoding: %w", err)
	}
	if c.get("TEXTS_DIR") == "" {
		return charset.Encoding{}, nil
	}
	return e, nil
}

// glossary reads the operator's own pairs of words, if there are any.
func (c *config) glossary() (retrieval.Glossary, error) {
	name := c.get("GLOSSARY")
	if name == "" {
		return retrieval.Glossary{}, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return retrieval.Glossary{}, fmt.Errorf("opening the glossary: %w; --glossary or GLOSSARY must name a file that exists", err)
	}
	defer file.Close()
	g, err := retrieval.ReadGlossary(file)
	if err != nil {
		return retrieval.Glossary{}, fmt.Errorf("reading the glossary %s: %w", name, err)
	}
	return g, nil
}

// cluster returns the cluster that holds the index, nil if it is on this machine. It checks the settings and does not connect.
func (c *config) cluster() (*retrieval.Cluster, error) {
	url := c.get("RETRIEVAL_URL")
	if url == "" {
		return nil, nil
	}
	cluster, err := retrieval.NewCluster(retrieval.ClusterSettings{URL: url, Key: c.get("RETRIEVAL_API_KEY")})
	if err != nil {
		return nil, fmt.Errorf("RETRIEVAL_URL: %w", err) // which may hold a password, and is not shown
	}
	return cluster, nil
}

// writable makes a folder that a setting names, for its owner only, and reports whether files can be made in it; "" is none.
func writable(setting, folder string) error {
	if folder == "" {
		return nil
	}
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		var file *os.File
		if file, err = os.CreateTemp(folder, ".chuchu-*"); err == nil {
			err = errors.Join(file.Close(), os.Remove(file.Name()))
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w; it must name a writable folder", setting, err)
	}
	return nil
}

// dataFile returns the path of a file in the folder where the program keeps what it must not forget.
func (c *config) dataFile(name string) (string, error) {
	folder := c.get("DATA_DIR")
	if folder == "" {
		own, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("finding a folder for the bot's data: %w; name one with DATA_DIR", err)
		}
		folder = filepath.Join(own, "chuchu")
	}
	return filepath.Join(folder, name), nil
}
