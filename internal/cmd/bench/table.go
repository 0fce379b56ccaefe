package main

import (
	"fmt"
	"time"
)

func printTables(results []*result) {
	fmt.Println("Plans without a change. Seconds are wall time / CPU time of Terraform and its provider together.")
	fmt.Println()
	fmt.Println("| kind | no-op | echo | ours | ours : echo | ours : no-op | provider CPU, ours and echo | peak MiB, ours and echo | requests | token requests | connections |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|")
	for _, r := range results {
		us, floor, none := r.plan[ours], r.plan[echo], r.plan[noop]
		fmt.Printf("| %s | %s | %s | %s | %s | %s | %s, %s | %d, %d | %d | %d | %d |\n", r.kind, none.seconds(), floor.seconds(), us.seconds(), us.ratio(floor), us.ratio(none),
			seconds(us.provider.cpu), seconds(floor.provider.cpu), us.provider.peakKiB/1024, floor.provider.peakKiB/1024, r.planned, r.tokens, r.opens)
	}
	fmt.Println()
	fmt.Println("Creating and destroying, once each.")
	fmt.Println()
	fmt.Println("| kind | create: no-op | echo | ours | ours : echo | provider CPU, ours and echo | POSTs | GETs | destroy: no-op | echo | ours | ours : echo |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|---|")
	for _, r := range results {
		us, floor := r.create[ours], r.create[echo]
		fmt.Printf("| %s | %s | %s | %s | %s | %s, %s | %d | %d | %s | %s | %s | %s |\n", r.kind, r.create[noop].seconds(), floor.seconds(), us.seconds(), us.ratio(floor),
			seconds(us.provider.cpu), seconds(floor.provider.cpu), r.posts, r.createGets,
			r.destroy[noop].seconds(), r.destroy[echo].seconds(), r.destroy[ours].seconds(), r.destroy[ours].ratio(r.destroy[echo]))
	}
}

func (c cost) seconds() string { return seconds(c.wall) + " / " + seconds(c.cpu) }

func (c cost) ratio(to cost) string {
	return hundredths(100*c.wall/max(to.wall, 1)) + " / " + hundredths(100*c.cpu/max(to.cpu, 1))
}

func seconds(d time.Duration) string { return hundredths(d / (10 * time.Millisecond)) }

func hundredths(n time.Duration) string { return fmt.Sprintf("%d.%02d", n/100, n%100) }
