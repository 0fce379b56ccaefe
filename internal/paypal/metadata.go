package paypal

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The metadata keys by which entries are found again. Keys of a user must not start with
// ReservedPrefix.
const (
	ReservedPrefix = "tf_"
	// ReferenceKey holds the reference of an entry, unique within its wallet.
	ReferenceKey = "tf_reference"
	// AskedKey holds what was asked for, as [Asked.String] writes it.
	AskedKey = "tf_asked"
	// VoidsKey holds the reference of the entry that a VOID compensates, in place of one of its
	// own.
	VoidsKey = "tf_voids"
)

// The limits of a transaction's metadata, in characters and pairs. The service does not say its
// own; these are those of its closest public relative (contract: wallets 3.1).
const (
	MaxMetadataKey   = 20
	MaxMetadataValue = 100
	// MaxUserMetadata is how many pairs are left for the user.
	MaxUserMetadata = 13
)

var referenceForm = regexp.MustCompile(`^[A-Za-z0-9._:@/-]{1,64}$`)

// CheckReference says what is wrong with the reference of an entry, if anything.
func CheckReference(reference string) error {
	if !referenceForm.MatchString(reference) {
		return fmt.Errorf("the reference %q is not 1 to 64 letters, digits and . _ : @ / -", reference)
	}
	return nil
}

// CheckMetadata says what is wrong with a user's metadata, if anything.
func CheckMetadata(metadata map[string]string) error {
	if len(metadata) > MaxUserMetadata {
		return fmt.Errorf("there are %d pairs of metadata, and no more than %d fit", len(metadata), MaxUserMetadata)
	}
	for _, key := range slices.Sorted(maps.Keys(metadata)) {
		switch value := metadata[key]; {
		case strings.TrimSpace(key) == "":
			return errors.New("a metadata key is blank")
		case strings.HasPrefix(key, ReservedPrefix):
			return fmt.Errorf("the metadata key %q starts with %s, which is reserved for the names of ledger entries", key, ReservedPrefix)
		case utf8.RuneCountInString(key) > MaxMetadataKey:
			return fmt.Errorf("the metadata key %q has more than %d characters", key, MaxMetadataKey)
		case strings.TrimSpace(value) == "":
			return fmt.Errorf("the metadata value of %q is blank", key)
		case utf8.RuneCountInString(value) > MaxMetadataValue:
			return fmt.Errorf("the metadata value of %q has more than %d characters", key, MaxMetadataValue)
		}
	}
	return nil
}

// NewEntry is the request for the entry of a reference, with the user's metadata added. It fails on
// what cannot be sent or could not be found again.
func NewEntry(reference string, asked Asked, metadata map[string]string) (TransactionRequest, error) {
	if err := CheckMetadata(metadata); err != nil {
		return TransactionRequest{}, err
	}
	r, err := named(ReferenceKey, reference, asked)
	if err != nil {
		return TransactionRequest{}, err
	}
	for _, key := range slices.Sorted(maps.Keys(metadata)) {
		r.Metadata = append(r.Metadata, Pair{Key: key, Value: metadata[key]})
	}
	return r, nil
}

// NewVoid is the request for the VOID that compensates the entry of a reference.
func NewVoid(reference string, asked Asked) (TransactionRequest, error) {
	if asked.Type != Void {
		return TransactionRequest{}, fmt.Errorf("a %s compensates nothing", asked.Type)
	}
	return named(VoidsKey, reference, asked)
}

// named puts our own pairs first: a service that keeps only some pairs is likeliest to keep those.
func named(key, reference string, asked Asked) (TransactionRequest, error) {
	if err := CheckReference(reference); err != nil {
		return TransactionRequest{}, err
	}
	if err := asked.check(); err != nil {
		return TransactionRequest{}, err
	}
	text := asked.String()
	if len(text) > MaxMetadataValue {
		return TransactionRequest{}, fmt.Errorf("the amounts of %q have too many digits to be kept with the transaction", reference)
	}
	return TransactionRequest{Asked: asked, Metadata: []Pair{{key, reference}, {AskedKey, text}}}, nil
}

// Echoed reports whether every transaction of an answer shows the reserved pairs of the request, in
// any order. Where they are missing the entry cannot be found again.
func (r TransactionRequest) Echoed(answer []Transaction) bool {
	for _, t := range answer {
		for _, sent := range r.Metadata {
			if got, ok := t.Tag(sent.Key); strings.HasPrefix(sent.Key, ReservedPrefix) && (!ok || got != sent.Value) {
				return false
			}
		}
	}
	return true
}

// Tag returns the value of a metadata key, the first if there are several.
func (t Transaction) Tag(key string) (value string, ok bool) {
	i := slices.IndexFunc(t.Metadata, func(p Pair) bool { return p.Key == key })
	if i < 0 {
		return "", false
	}
	return t.Metadata[i].Value, true
}

// UserMetadata returns the pairs that are not reserved; nil if there are none.
func (t Transaction) UserMetadata() map[string]string {
	var user map[string]string
	for _, p := range t.Metadata {
		if strings.HasPrefix(p.Key, ReservedPrefix) {
			continue
		}
		if user == nil {
			user = map[string]string{}
		}
		user[p.Key] = p.Value
	}
	return user
}
