package paypal

import (
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// requestNamespace must never change: ids made by earlier releases are those that the service
// remembers.
var requestNamespace = uuid.MustParse("9a94fcea-e85d-4a29-b94b-a64833d4671b")

// RequestID is the PayPal-Request-Id of one intention: a UUID, version 5, of a kind and the parts
// that name the object. It is the same in every process and on every machine, and no two different
// lists of parts share one. A UUID is within every length that the service is known to accept
// (contract: wallets 1.5).
func RequestID(kind string, parts ...string) string {
	var text strings.Builder
	for _, part := range append([]string{kind}, parts...) {
		// The length tells ("a", "bc") from ("ab", "c").
		text.WriteString(strconv.Itoa(len(part)))
		text.WriteByte(':')
		text.WriteString(part)
	}
	return uuid.NewSHA1(requestNamespace, []byte(text.String())).String()
}

// RequestID is the id under which the request is posted to a wallet, made of its type, the wallet
// and the reference; a compensating VOID has another id than a VOID named by the same reference.
func (r TransactionRequest) RequestID(walletID string) string {
	tags := Transaction{Metadata: r.Metadata}
	if reference, ok := tags.Tag(VoidsKey); ok {
		return RequestID("COMPENSATION", walletID, reference)
	}
	reference, _ := tags.Tag(ReferenceKey)
	return RequestID(r.Type, walletID, reference)
}

// RequestID is the id under which the wallet is created. The ids of earlier wallets of the customer
// that had the name make it another one: a service that remembers ids would else answer with one of
// those.
func (c WalletCreate) RequestID(earlier ...string) string {
	parts := []string{c.ExternalCustomerID, strings.ToUpper(c.Currency), c.Name}
	return RequestID("WALLET", append(parts, slices.Compact(slices.Sorted(slices.Values(earlier)))...)...)
}
