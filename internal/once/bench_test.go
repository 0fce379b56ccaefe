package once

import (
	"context"
	"fmt"
	"sync"
	"testing"
)

// BenchmarkCreate makes n objects in a collection of n others, ten at a time, as one run of
// Terraform does. The time per object must not depend on n.
func BenchmarkCreate(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			there := make([]entry, n)
			keys := make([]string, n)
			for i := range n {
				there[i] = entry{ID: fmt.Sprint("id ", i), Key: Key("other", fmt.Sprint(i)), Parts: 2}
				keys[i] = Key("asked", fmt.Sprint(i))
			}
			lists := 0
			for b.Loop() {
				book := newService().book(func(o *Options[entry]) {
					o.List = func(context.Context) ([]entry, error) {
						lists++
						return there, nil
					}
				})
				var group sync.WaitGroup
				next := make(chan string)
				for range 10 {
					group.Go(func() {
						for key := range next {
							_, err := book.Create(b.Context(), Request[entry]{
								Key:         key,
								Differences: func(entry) []string { return nil },
								Post: func(context.Context) (entry, error) {
									return entry{ID: key, Key: key, Parts: 2}, nil
								},
							})
							if err != nil {
								b.Error(err)
							}
						}
					})
				}
				for _, key := range keys {
					next <- key
				}
				close(next)
				group.Wait()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/object")
			b.ReportMetric(float64(lists)/float64(b.N), "lists/op")
		})
	}
}
