package developerbilling

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const (
	recentKey = "recent"

	// lag is how long the management API may answer with what was before a write (contract:
	// apigee-neighbours 8).
	lag = 180 * time.Second
)

// recent are the last writes, kept in private state.
type recent struct {
	At time.Time `json:"at"`
	// Before are the values that were overwritten of late, "" for none.
	Before map[apigee.BillingSetting][]string `json:"before"`
}

// recentWrites are those that an answer may not show yet.
func recentWrites(ctx context.Context, private fwkit.PrivateReader, now time.Time) recent {
	value, _ := private.GetKey(ctx, recentKey)
	var written recent
	if len(value) == 0 || json.Unmarshal(value, &written) != nil || now.Sub(written.At) > lag {
		written.Before = map[apigee.BillingSetting][]string{}
	}
	return written
}

// keepRecent notes that settings were written, and what they were before: by an answer, which may
// itself have lagged, and by the state.
func keepRecent(ctx context.Context, private fwkit.PrivateState, written recent, now time.Time, done map[apigee.BillingSetting]string, before ...map[apigee.BillingSetting]string) diag.Diagnostics {
	written.At = now
	for s := range done {
		for _, values := range before {
			written.Before[s] = append(written.Before[s], values[s])
		}
	}
	value, err := json.Marshal(written)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Cannot write private state", err.Error())}
	}
	return private.SetKey(ctx, recentKey, value)
}

// overtake puts what was just written in place of an answer that still shows what was before: state
// is what the state has, and a service that lags must not make a difference from it.
func overtake(ctx context.Context, private fwkit.PrivateReader, now time.Time, found, state map[apigee.BillingSetting]string) {
	for s, before := range recentWrites(ctx, private, now).Before {
		if !slices.Contains(before, found[s]) {
			continue
		}
		if delete(found, s); state[s] != "" {
			found[s] = state[s]
		}
	}
}
