package main

import (
	"embed"
	"os"

	"chuchu/bot/command"
)

//go:embed seeds
var files embed.FS

func main() { os.Exit(command.Main(files)) }
