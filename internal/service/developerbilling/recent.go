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

// overwrite notes that settings were written, and what they were before: by an answer, which may
// itself have lagged, and by the state.
func (r recent) overwrite(done map[apigee.BillingSetting]string, before ...map[apigee.BillingSetting]string) {
	for s := range done {
		for _, values := range before {
			r.Before[s] = append(r.Before[s], values[s])
		}
	}
}

// keep puts the writes, the last of which is now, into private state.
func (r recent) keep(ctx context.Context, private fwkit.PrivateState, now time.Time) diag.Diagnostics {
	r.At = now
	value, err := json.Marshal(r)
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
