package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// usage is what the processes of a binary used: the peak resident memory of the largest in KiB, and
// the CPU time of all.
type usage struct {
	peakKiB int
	cpu     time.Duration
}

// watch follows the processes of a binary until the function it returns is called. What a process
// does in its last 20 ms is missed. Linux only.
func watch(binary string) func() usage {
	done, result := make(chan struct{}), make(chan usage)
	go func() {
		peak, ticks := 0, map[string]int{}
		for {
			look(binary, &peak, ticks)
			select {
			case <-done:
				u := usage{peakKiB: peak}
				for _, n := range ticks {
					u.cpu += time.Duration(n) * time.Second / ticksPerSecond
				}
				result <- u
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() usage {
		close(done)
		return <-result
	}
}

// ticksPerSecond is the unit of CPU time in /proc on every Linux that Go runs on.
const ticksPerSecond = 100

func look(binary string, peak *int, ticks map[string]int) {
	executables, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, executable := range executables {
		if target, err := os.Readlink(executable); err != nil || target != binary {
			continue
		}
		process := filepath.Dir(executable)
		status, err := os.ReadFile(filepath.Join(process, "status"))
		if err != nil {
			continue
		}
		_, rest, _ := strings.Cut(string(status), "VmHWM:")
		var kib int
		if _, err := fmt.Sscan(rest, &kib); err == nil {
			*peak = max(*peak, kib)
		}
		stat, err := os.ReadFile(filepath.Join(process, "stat"))
		if err != nil {
			continue
		}
		// After the name, which is in parentheses, the 12th and 13th field are user and system
		// time.
		_, rest, _ = strings.Cut(string(stat), ") ")
		fields := strings.Fields(rest)
		if len(fields) < 13 {
			continue
		}
		user, _ := strconv.Atoi(fields[11])
		system, _ := strconv.Atoi(fields[12])
		ticks[process] = user + system
	}
}
