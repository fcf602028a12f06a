// Command adapter lets a test suite drive go-car-mirror: one request per line on stdin, one answer per
// line on stdout, as JSON. It adds no judgement of its own to what the library does.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"log"
	"os"
)

func main() {
	// The library prints, now and then. Stdout belongs to the protocol.
	out := bufio.NewWriter(os.Stdout)
	os.Stdout = os.Stderr

	lines := bufio.NewReaderSize(os.Stdin, 1<<16)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			write(out, answerTo(line))
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			log.Fatalf("stdin: %v", err)
		}
	}
}

func write(out *bufio.Writer, given answer) {
	line, err := json.Marshal(given)
	if err != nil {
		log.Fatalf("answer %s: %v", given.ID, err)
	}
	_, _ = out.Write(append(line, '\n'))
	if err := out.Flush(); err != nil {
		log.Fatalf("stdout: %v", err)
	}
}
