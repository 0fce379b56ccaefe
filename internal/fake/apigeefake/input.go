package apigeefake

import (
	"encoding/json"
	"strconv"

	"github.com/shopspring/decimal"
)

// input reads the keys of a JSON object into places that hold the values before: a missing key
// leaves its place as it is, null makes it empty. The first mistake is kept in err, and what is
// read after it does not matter.
type input struct {
	object object
	err    error
}

// input reads a request's body.
func (c *call) input() (*input, error) {
	o, err := c.Object()
	if err != nil {
		return nil, invalid("invalidJson", "the body is no JSON object: %v", err)
	}
	return &input{object: o}, nil
}

func (in *input) fail(format string, args ...any) {
	if in.err == nil {
		in.err = invalid("invalidProperty", format, args...)
	}
}

// given tells whether a key is there and not null.
func (in *input) given(key string) bool { return in.object[key] != nil }

// value returns what a key holds; ok is false where there is nothing more to do, because the key is
// missing or because null has emptied its place.
func value[T any](in *input, key string, place *T) (v any, ok bool) {
	v, ok = in.object[key]
	if ok && v == nil {
		var empty T
		*place = empty
	}
	return v, ok && v != nil
}

// text reads a string. An empty one is refused: it is neither a value nor nothing (contract:
// apigee-mint 3).
func (in *input) text(key string, place *string) {
	v, ok := value(in, key, place)
	if !ok {
		return
	}
	text, ok := v.(string)
	if !ok || text == "" {
		in.fail("%s must be a text that is not empty", key)
		return
	}
	*place = text
}

// word reads a string that is one of a few.
func (in *input) word(key string, place *string, words ...string) {
	in.text(key, place)
	if *place == "" {
		return
	}
	for _, w := range words {
		if *place == w {
			return
		}
	}
	in.fail("%s must be one of %v, not [%s]", key, words, *place)
}

// flag reads a boolean, which may also come as text (contract: apigee-mint 4.2).
func (in *input) flag(key string, place *bool) {
	v, ok := value(in, key, place)
	switch {
	case !ok:
	case v == true, v == "true":
		*place = true
	case v == false, v == "false":
		*place = false
	default:
		in.fail("%s must be true or false", key)
	}
}

// amount reads a JSON number with so many decimals at most.
func (in *input) amount(key string, places int32, place *decimal.NullDecimal) {
	v, ok := value(in, key, place)
	if !ok {
		return
	}
	text, ok := v.(json.Number)
	if !ok {
		in.fail("%s must be a number", key)
		return
	}
	d, err := decimal.NewFromString(text.String())
	if err != nil || !d.Equal(d.Truncate(places)) || d.NumDigits() > 25 {
		in.fail("%s must be a number with %d decimals at most, not [%s]", key, places, text)
		return
	}
	*place = decimal.NewNullDecimal(d)
}

// count reads a whole number that is not negative.
func (in *input) count(key string, place *Count) {
	v, ok := value(in, key, place)
	if !ok {
		return
	}
	text, isNumber := v.(json.Number)
	n, err := strconv.Atoi(text.String())
	if !isNumber || err != nil || n < 0 {
		in.fail("%s must be a whole number", key)
		return
	}
	*place = CountOf(n)
}

// days reads a whole number that is answered as text, and may come as either (contract: apigee-mint
// 4.2, paymentDueDays).
func (in *input) days(key string, place *string) {
	v, ok := value(in, key, place)
	if !ok {
		return
	}
	text, isText := v.(string)
	if n, isNumber := v.(json.Number); isNumber {
		text, isText = n.String(), true
	}
	if n, err := strconv.Atoi(text); !isText || err != nil || n < 0 {
		in.fail("%s must be a number of days", key)
		return
	}
	*place = text
}

// reference reads the id out of {"id": "..."}; whatever else the object holds is ignored (contract:
// apigee-mint 1.5).
func (in *input) reference(key string, place *string) {
	v, ok := value(in, key, place)
	if !ok {
		return
	}
	o, _ := v.(object)
	id, _ := o["id"].(string)
	if id == "" {
		in.fail("%s must be an object with an id", key)
		return
	}
	*place = id
}

// same refuses a reference, if there is one, to anything but the given object.
func (in *input) same(key, id string) {
	got := id
	in.reference(key, &got)
	if got != "" && got != id {
		in.fail("%s is [%s], the path says [%s]", key, got, id)
	}
}

// objects reads a list of objects.
func (in *input) objects(key string) []*input {
	v := in.object[key]
	if v == nil {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		in.fail("%s must be a list", key)
		return nil
	}
	var all []*input
	for _, element := range list {
		o, ok := element.(object)
		if !ok {
			in.fail("%s must be a list of objects", key)
			return nil
		}
		all = append(all, &input{object: o})
	}
	return all
}

// required refuses an object that lacks any of the keys.
func (in *input) required(keys ...string) {
	for _, key := range keys {
		if !in.given(key) {
			in.fail("%s is required", key)
		}
	}
}
