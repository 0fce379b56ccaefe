package main

import (
	"image/color"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Floats are for places on paper only: every amount is priced and printed as a decimal before.

const (
	width      = 27 * vg.Centimeter
	height     = 13 * vg.Centimeter
	tableWidth = 10 * vg.Centimeter
	pageWidth  = 11 * vg.Centimeter
	pageHeight = 7 * vg.Centimeter
)

// palette are the colours of a picture.
type palette struct{ ink, before, after, edge color.Color }

var (
	paper = palette{ink: color.Black, before: color.Gray{Y: 110}, after: color.Black, edge: color.Gray{Y: 160}}
	// themed stands for colours that a page chooses by its theme; see themes.
	themed = palette{ink: color.Gray{Y: 1}, before: color.Gray{Y: 2}, after: color.Gray{Y: 3}, edge: color.Gray{Y: 4}}
	themes = strings.NewReplacer("#010101", "var(--quiet)", "#020202", "var(--old)", "#030303", "var(--new)", "#040404", "var(--rule)")
)

// drawTable writes the picture of a table: its curves, and the table beside them.
func drawTable(t table, out io.Writer) error {
	p, err := t.plot(paper)
	if err != nil {
		return err
	}
	p.Title.Text = t.title
	p.X.Tick.Marker = plot.ConstantTicks(t.ticks(16))
	p.Legend.Top, p.Legend.Left = true, true
	p.Legend.Padding = vg.Millimeter
	canvas := vgsvg.New(width, height)
	whole := draw.New(canvas)
	whole.SetColor(color.White)
	whole.Fill(whole.Path())
	p.Draw(draw.Crop(whole, 3*vg.Millimeter, -tableWidth, 3*vg.Millimeter, -3*vg.Millimeter))
	t.drawRows(draw.Crop(whole, width-tableWidth, -5*vg.Millimeter, 0, -10*vg.Millimeter))
	_, err = canvas.WriteTo(out)
	return err
}

// drawForPage returns the curves alone, in the colours of the page that they stand in.
func drawForPage(t table) (string, error) {
	p, err := t.plot(themed)
	if err != nil {
		return "", err
	}
	p.BackgroundColor = nil
	p.X.Tick.Marker = plot.ConstantTicks(t.ticks(8))
	p.Legend = plot.NewLegend() // the page has its own
	canvas := vgsvg.New(pageWidth, pageHeight)
	p.Draw(draw.Crop(draw.New(canvas), 0, -3*vg.Millimeter, 0, -2*vg.Millimeter))
	var svg strings.Builder
	if _, err := canvas.WriteTo(&svg); err != nil {
		return "", err
	}
	_, body, _ := strings.Cut(svg.String(), "<svg") // what is before belongs to a file of its own
	return "<svg" + themes.Replace(body), nil
}

// plot has the curves of a table.
func (t table) plot(colours palette) (*plot.Plot, error) {
	p := plot.New()
	p.X.Label.Text = "units"
	p.Y.Label.Text = "charge"
	if t.currency != "" {
		p.Y.Label.Text += " in " + t.currency
	}
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Color, axis.Tick.Color, axis.Tick.Label.Color, axis.Label.TextStyle.Color = colours.ink, colours.ink, colours.ink, colours.ink
	}
	p.X.Min, p.X.Max = 0, t.most.InexactFloat64()
	p.Y.Min = 0
	oldStyle := draw.LineStyle{Color: colours.before, Width: vg.Points(1.5), Dashes: []vg.Length{vg.Points(6), vg.Points(3)}}
	newStyle := draw.LineStyle{Color: colours.after, Width: vg.Points(2)}
	before, after := t.curves()
	if err := addCurve(p, "old", before, oldStyle); err != nil {
		return nil, err
	}
	if err := addCurve(p, "new", after, newStyle); err != nil {
		return nil, err
	}
	p.Y.Max *= 1.05 // a curve does not hide in the frame
	edgeStyle := draw.LineStyle{Color: colours.edge, Width: vg.Points(0.5), Dashes: []vg.Length{vg.Points(1), vg.Points(2)}}
	for _, edge := range t.edges {
		at := edge.InexactFloat64()
		line, err := plotter.NewLine(plotter.XYs{{X: at, Y: 0}, {X: at, Y: p.Y.Max}})
		if err != nil {
			return nil, err
		}
		line.LineStyle = edgeStyle
		p.Add(line)
	}
	return p, nil
}

// addCurve adds the pieces of one curve, under one name in the legend.
func addCurve(p *plot.Plot, name string, pieces []plotter.XYs, style draw.LineStyle) error {
	for i, piece := range pieces {
		line, err := plotter.NewLine(piece)
		if err != nil {
			return err
		}
		line.LineStyle = style
		p.Add(line)
		if i == 0 {
			p.Legend.Add(name, line)
		}
	}
	return nil
}

// curves are the charges before and after; a curve ends where there is no charge, and begins anew
// behind.
func (t table) curves() (before, after []plotter.XYs) {
	const samples = 400
	var all []decimal.Decimal
	for i := range int64(samples + 1) {
		all = append(all, t.most.Mul(decimal.NewFromInt(i)).Div(decimal.NewFromInt(samples)))
	}
	justAbove := t.most.Shift(-6)
	for _, edge := range append([]decimal.Decimal{decimal.Zero}, t.edges...) {
		all = append(all, edge, edge.Add(justAbove))
	}
	all = slices.DeleteFunc(all, t.most.LessThan)
	slices.SortFunc(all, decimal.Decimal.Cmp)
	add := func(pieces []plotter.XYs, broken *bool, units decimal.Decimal, charge *decimal.Decimal) []plotter.XYs {
		if charge == nil {
			*broken = true
			return pieces
		}
		if *broken {
			pieces, *broken = append(pieces, nil), false
		}
		last := len(pieces) - 1
		pieces[last] = append(pieces[last], plotter.XY{X: units.InexactFloat64(), Y: charge.InexactFloat64()})
		return pieces
	}
	beforeBroken, afterBroken := true, true
	for _, units := range all {
		r, err := t.row(units)
		if err != nil {
			continue
		}
		before = add(before, &beforeBroken, units, r.before)
		after = add(after, &afterBroken, units, r.after)
	}
	return before, after
}

// ticks are the edges of bands and both ends; labels that would touch are left out, where so many
// fit side by side.
func (t table) ticks(labels int64) []plot.Tick {
	ticks := []plot.Tick{{Value: 0, Label: "0"}, {Value: t.most.InexactFloat64(), Label: grouped(t.most.String())}}
	room := t.most.Div(decimal.NewFromInt(labels)).InexactFloat64()
	for _, edge := range t.edges {
		tick := plot.Tick{Value: edge.InexactFloat64(), Label: grouped(edge.String())}
		for _, other := range ticks {
			if other.Label != "" && max(other.Value-tick.Value, tick.Value-other.Value) < room {
				tick.Label = ""
			}
		}
		ticks = append(ticks, tick)
	}
	return ticks
}

// drawRows draws the table, its columns aligned to the right.
func (t table) drawRows(c draw.Canvas) {
	style := text.Style{
		Color: color.Black, Font: font.From(plot.DefaultFont, 10), XAlign: draw.XRight, YAlign: draw.YTop, Handler: plot.DefaultTextHandler,
	}
	step := min(6*vg.Millimeter, (c.Max.Y-c.Min.Y)/vg.Length(len(t.rows)+3))
	column := (c.Max.X - c.Min.X) / 4
	write := func(y vg.Length, cells [4]string) {
		for i, cell := range cells {
			c.FillText(style, vg.Point{X: c.Min.X + column*vg.Length(i+1), Y: y}, grouped(cell))
		}
	}
	y := c.Max.Y
	write(y, t.headings())
	rule := draw.LineStyle{Color: color.Black, Width: vg.Points(0.5)}
	c.StrokeLine2(rule, c.Min.X, y-step*4/5, c.Max.X, y-step*4/5)
	for _, r := range t.rows {
		y -= step
		write(y, r.cells())
	}
}

// grouped puts a space after each three digits of the whole part of a number.
func grouped(number string) string {
	start := 0
	if number != "" && (number[0] == '-' || number[0] == '+') {
		start = 1
	}
	end := start
	for end < len(number) && number[end] >= '0' && number[end] <= '9' {
		end++
	}
	for i := end - 3; i > start; i -= 3 {
		number = number[:i] + " " + number[i:]
	}
	return number
}

// drawFile draws into a file.
func drawFile(t table, name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := drawTable(t, file); err != nil {
		_ = file.Close()
		return err
	}
	return file.Close()
}
