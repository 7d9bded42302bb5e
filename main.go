package main

import (
	"embed"
	"os"

	"chuchu/bot/command"
)

//go:embed seeds
var seeds embed.FS

func main() { os.Exit(command.Main(seeds)) }
