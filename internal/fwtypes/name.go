package fwtypes

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"golang.org/x/text/unicode/norm"
)

// NameType is the attribute type of a name of the user's.
type NameType = Type[nameForm]

// Name is a name in the spelling it was given. Names are equal semantically when they are the same
// text in Unicode's normal form: a service, or a keyboard, may write é as e and an accent. What may
// be configured is for [ValidName]. The zero value is null.
type Name struct{ Value[nameForm] }

// NewNameValue returns a Name in the given spelling, which is not checked.
func NewNameValue(text string) Name { return Name{textOf[nameForm](text)} }

// Is reports whether the name is known and the same as the other one.
func (v Name) Is(other string) bool { return known(v) && nameForm{}.same(v.ValueString(), other) }

// KeepNameSpelling returns the plan modifier of every configurable Name: where configuration and
// state are the same name, the state's spelling is planned.
func KeepNameSpelling() planmodifier.String {
	return keepSpelling{same: nameForm{}.same, content: "name"}
}

type nameForm struct{}

func (nameForm) name() string          { return "fwtypes.NameType" }
func (nameForm) refusal() string       { return "Invalid name" }
func (nameForm) problem(string) string { return "" }
func (nameForm) same(a, b string) bool { return norm.NFC.String(a) == norm.NFC.String(b) }

func (nameForm) value(text basetypes.StringValue) basetypes.StringValuable {
	return Name{Value[nameForm]{text}}
}

// TextType is the attribute type of a text of several lines, such as a description.
type TextType = Type[textForm]

// Text is a text in the spelling it was given. Texts are equal semantically when they differ in
// line ends, in blanks at their end, or in Unicode's normal form only: a heredoc ends in a line
// break, and a console writes CRLF. The zero value is null.
type Text struct{ Value[textForm] }

// NewTextValue returns a Text in the given spelling.
func NewTextValue(text string) Text { return Text{textOf[textForm](text)} }

// KeepText returns the plan modifier of every configurable Text: where configuration and state are
// the same text, the state's spelling is planned.
func KeepText() planmodifier.String { return keepSpelling{same: textForm{}.same, content: "text"} }

type textForm struct{}

func (textForm) name() string          { return "fwtypes.TextType" }
func (textForm) refusal() string       { return "Invalid text" }
func (textForm) problem(string) string { return "" }
func (textForm) same(a, b string) bool { return plainText(a) == plainText(b) }

func (textForm) value(text basetypes.StringValue) basetypes.StringValuable {
	return Text{Value[textForm]{text}}
}

func plainText(text string) string {
	return norm.NFC.String(strings.TrimRight(lineEnds.Replace(text), " \t\n"))
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
