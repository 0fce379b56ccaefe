package functions

import (
	"bytes"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/vmihailenco/msgpack/v5"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// unknownBytes is a value that is not known yet.
var unknownBytes = msgpack.RawMessage{0xd4, 0, 0}

// encode turns a plain result into bytes. A number is sent as text: Terraform reads it as it reads
// a literal, so that both are equal.
func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := msgpack.GetEncoder()
	defer msgpack.PutEncoder(e)
	e.Reset(&b)
	err := encodeValue(e, value)
	return b.Bytes(), err
}

func encodeValue(e *msgpack.Encoder, value any) error {
	switch v := value.(type) {
	case nil:
		return e.EncodeNil()
	case unknown:
		return e.Encode(unknownBytes)
	case bool:
		return e.EncodeBool(v)
	case string:
		return e.EncodeString(v)
	case int:
		return e.EncodeInt(int64(v))
	case decimal.Decimal:
		return e.EncodeString(v.String())
	case *decimal.Decimal:
		if v == nil {
			return e.EncodeNil()
		}
		return e.EncodeString(v.String())
	case pricing.Arg[decimal.Decimal]:
		if number, known := v.Get(); known {
			return e.EncodeString(number.String())
		}
		if v.IsUnknown() {
			return e.Encode(unknownBytes)
		}
		return e.EncodeNil()
	case []any:
		if err := e.EncodeArrayLen(len(v)); err != nil {
			return err
		}
		for _, element := range v {
			if err := encodeValue(e, element); err != nil {
				return err
			}
		}
		return nil
	case map[string]any:
		if err := e.EncodeMapLen(len(v)); err != nil {
			return err
		}
		for name, member := range v {
			if err := e.EncodeString(name); err != nil {
				return err
			}
			if err := encodeValue(e, member); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("a result cannot hold a %T", value)
}
