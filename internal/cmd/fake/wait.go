package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// wait asks until the fake is ready, and prints the variables that point the provider at it.
func wait(ctx context.Context, out io.Writer, url string, timeout time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		answer, err := ask(ctx, strings.TrimSuffix(url, "/")+controlPrefix+"ready")
		if err == nil {
			for _, variable := range answer.Environment {
				fmt.Fprintln(out, variable)
			}
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("-wait %s: nothing answered within %s: %w; is the fake running, with this -listen?", url, timeout, err)
		case <-tick.C:
		}
	}
}

func ask(ctx context.Context, url string) (answer ready, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return answer, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return answer, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return answer, errors.New(response.Status)
	}
	return answer, json.NewDecoder(response.Body).Decode(&answer)
}
