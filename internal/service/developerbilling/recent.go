package developerbilling

import (
	"context"
	"encoding/json"
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

// recent is the last write, kept in private state.
type recent struct {
	At time.Time `json:"at"`
	// Before is what the settings were that were written, "" for one that was not set.
	Before map[apigee.BillingSetting]string `json:"before"`
}

// keepRecent notes what was written, and what stood there before.
func keepRecent(ctx context.Context, private fwkit.PrivateState, now time.Time, before, done map[apigee.BillingSetting]string, diags *diag.Diagnostics) {
	if len(done) == 0 {
		return
	}
	written := recent{now, map[apigee.BillingSetting]string{}}
	for s := range done {
		written.Before[s] = before[s]
	}
	value, err := json.Marshal(written)
	if err != nil {
		diags.AddError("Cannot write private state", err.Error())
		return
	}
	diags.Append(private.SetKey(ctx, recentKey, value)...)
}

// overtake puts what was just written in place of an answer that still shows what was before: asked
// is the state, which a service that lags must not make a difference from.
func overtake(ctx context.Context, private fwkit.PrivateReader, now time.Time, found, asked map[apigee.BillingSetting]string) {
	value, _ := private.GetKey(ctx, recentKey)
	var written recent
	if len(value) == 0 || json.Unmarshal(value, &written) != nil || now.Sub(written.At) > lag {
		return
	}
	for s, before := range written.Before {
		if found[s] != before {
			continue
		}
		if delete(found, s); asked[s] != "" {
			found[s] = asked[s]
		}
	}
}
