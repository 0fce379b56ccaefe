package collection

import (
	"context"
	"fmt"
	"sync"
	"testing"
)

// BenchmarkRead refreshes n objects, ten at a time, a hundred to a page, from a service that takes
// no time. The time per object must not depend on n.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			const size = 100
			there := make([]item, n)
			for i := range there {
				there[i].ID = fmt.Sprint(i)
			}
			s := newService(0, size)
			for b.Loop() {
				c := New(Options[item]{
					ID: func(it item) string { return it.ID },
					Pages: fetched(func(_ context.Context, page int) (Page[item], error) {
						s.mu.Lock()
						defer s.mu.Unlock()
						s.pages = append(s.pages, page)
						return Page[item]{Items: there[(page-1)*size : page*size], Pages: n / size}, nil
					}),
					Get: func(_ context.Context, id string) (item, error) {
						s.mu.Lock()
						defer s.mu.Unlock()
						s.gets++
						return item{ID: id}, nil
					},
				})
				var group sync.WaitGroup
				next := make(chan string)
				for range 10 {
					group.Go(func() {
						for id := range next {
							if _, err := c.Read(b.Context(), id); err != nil {
								b.Error(err)
							}
						}
					})
				}
				for _, it := range there {
					next <- it.ID
				}
				close(next)
				group.Wait()
			}
			gets, pages := s.asked()
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/object")
			b.ReportMetric(float64(gets+pages)/float64(b.N*n), "requests/object")
		})
	}
}
