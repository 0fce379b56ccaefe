package apigee

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// limitKeepers remembers which limits resources of this run have set. A limit has no id of
// its own: a new resource and the old one it replaces mean the same record, and whichever of
// them comes second would win (contract: apigee-mint 2).
type limitKeepers struct {
	turns once.Locks

	mu   sync.Mutex
	made map[string]bool
}

func (k *limitKeepers) has(key string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.made[key]
}

func (k *limitKeepers) keep(key string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.made == nil {
		k.made = map[string]bool{}
	}
	k.made[key] = true
}

func limitKey(developerID, currency string) string {
	return once.Key(strings.ToLower(developerID), currencyID(currency))
}

// MakeCreditLimit sets the limit of a resource that is made in this run; a second one of the
// same developer and currency is refused with once.ErrClaimed, and nothing is sent for it.
func (c *Client) MakeCreditLimit(ctx context.Context, developerID, currency string, amount decimal.Decimal) (CreditLimit, error) {
	key := limitKey(developerID, currency)
	done, err := c.limits.turns.Lock(ctx, key)
	if err != nil {
		return CreditLimit{}, err
	}
	defer done()
	if c.limits.has(key) {
		return CreditLimit{}, fmt.Errorf("%w: %s", once.ErrClaimed, key)
	}
	limit, err := c.SetCreditLimit(ctx, developerID, currency, amount)
	if err == nil || IsAmbiguous(err) || IsTransient(err) {
		c.limits.keep(key)
	}
	return limit, err
}

// LeaveCreditLimit sets the limit that a destroyed resource leaves behind. It returns
// ErrAdopted, and sends nothing, if a resource made in this run has set the limit since: the
// limit is that one's now.
func (c *Client) LeaveCreditLimit(ctx context.Context, developerID, currency string, amount decimal.Decimal) (CreditLimit, error) {
	key := limitKey(developerID, currency)
	done, err := c.limits.turns.Lock(ctx, key)
	if err != nil {
		return CreditLimit{}, err
	}
	defer done()
	if c.limits.has(key) {
		return CreditLimit{}, ErrAdopted
	}
	return c.SetCreditLimit(ctx, developerID, currency, amount)
}
