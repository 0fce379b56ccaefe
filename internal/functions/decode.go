package functions

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"
)

// unknown is the type of Unknown.
type unknown struct{}

// Unknown stands for a value that is not known yet among the plain values that [ReadPlan] takes.
var Unknown = unknown{}

// number is an HCL number as text. One that is not exact in binary arrives as text, and is a
// string.
type number string

// set is an argument that is a set; sets within it are as good as lists.
type set []any

// deepest is how far values may be nested: further than any plan.
const deepest = 100

// decode turns an argument into nil, Unknown, bool, string, number, set, []any and map[string]any.
// A dynamic one comes with its type, which says nothing else that matters here.
func decode(argument []byte, dynamic bool) (any, error) {
	d := msgpack.GetDecoder()
	defer msgpack.PutDecoder(d)
	d.Reset(bytes.NewReader(argument))
	code, err := d.PeekCode()
	if err != nil {
		return nil, err
	}
	if !dynamic || !msgpcode.IsFixedArray(code) {
		return decodeValue(d, 0)
	}
	if _, err := d.DecodeArrayLen(); err != nil {
		return nil, err
	}
	kind, err := d.DecodeBytes()
	if err != nil {
		return nil, err
	}
	value, err := decodeValue(d, 0)
	if elements, ok := value.([]any); ok && bytes.HasPrefix(kind, []byte(`["set"`)) {
		return set(elements), err
	}
	return value, err
}

func decodeValue(d *msgpack.Decoder, depth int) (any, error) {
	code, err := d.PeekCode()
	if err != nil {
		return nil, err
	}
	if depth > deepest {
		return nil, fmt.Errorf("it is nested more than %d times", deepest)
	}
	switch {
	case code == msgpcode.Nil:
		return nil, d.DecodeNil()
	case code == msgpcode.False || code == msgpcode.True:
		return d.DecodeBool()
	case msgpcode.IsString(code):
		return d.DecodeString()
	case msgpcode.IsExt(code):
		return Unknown, d.Skip()
	case msgpcode.IsFixedMap(code) || code == msgpcode.Map16 || code == msgpcode.Map32:
		return decodeMembers(d, depth)
	case msgpcode.IsFixedArray(code) || code == msgpcode.Array16 || code == msgpcode.Array32:
		return decodeElements(d, depth)
	case code == msgpcode.Float || code == msgpcode.Double:
		value, err := d.DecodeFloat64()
		return exactText(value), err
	case code == msgpcode.Uint64:
		value, err := d.DecodeUint64()
		return number(strconv.FormatUint(value, 10)), err
	}
	value, err := d.DecodeInt64()
	return number(strconv.FormatInt(value, 10)), err
}

func decodeMembers(d *msgpack.Decoder, depth int) (map[string]any, error) {
	count, err := d.DecodeMapLen()
	if err != nil {
		return nil, err
	}
	members := make(map[string]any, min(max(count, 0), deepest))
	for range count {
		name, err := d.DecodeString()
		if err != nil {
			return nil, err
		}
		if members[name], err = decodeValue(d, depth+1); err != nil {
			return nil, err
		}
	}
	return members, nil
}

func decodeElements(d *msgpack.Decoder, depth int) ([]any, error) {
	count, err := d.DecodeArrayLen()
	if err != nil {
		return nil, err
	}
	elements := make([]any, 0, min(max(count, 0), deepest))
	for range count {
		element, err := decodeValue(d, depth+1)
		if err != nil {
			return nil, err
		}
		elements = append(elements, element)
	}
	return elements, nil
}

// exactText is all digits of a number that is exact in binary: the shortest text that reads as the
// same float64 would be another number. What has more digits than an amount may have is refused.
func exactText(value float64) number {
	if math.IsInf(value, 0) || math.IsNaN(value) || math.Abs(value) >= 1e40 {
		return number(strconv.FormatFloat(value, 'g', -1, 64))
	}
	text := strconv.FormatFloat(value, 'f', 2*maxDigits, 64)
	return number(strings.TrimSuffix(strings.TrimRight(text, "0"), "."))
}
