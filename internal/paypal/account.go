package paypal

import "encoding/json"

type keptAccount struct {
	Endpoint string `json:"endpoint"`
	ClientID string `json:"client_id,omitempty"`
}

// Encode is the account as it is kept with an object that was made in it, for [Account.Compare]: JSON without any secret.
func (a Account) Encode() []byte {
	// Two strings always have a JSON form.
	kept, _ := json.Marshal(keptAccount(a))
	return kept
}

// Compare tells the account in which an object was made, as Encode wrote it, from this one: by the provider argument that
// differs, its value then and its value now. Without a difference both values are the same. An object that was kept without
// an account has an empty value then, and so has the client id where either side used a bare access token.
func (a Account) Compare(kept []byte) (argument, then, now string) {
	var was keptAccount
	if len(kept) == 0 || json.Unmarshal(kept, &was) != nil {
		return "endpoint", "", a.Endpoint
	}
	if BaseURL(was.Endpoint) != BaseURL(a.Endpoint) {
		return "endpoint", was.Endpoint, a.Endpoint
	}
	if a.ClientID == "" {
		was.ClientID = ""
	}
	return "client_id", was.ClientID, a.ClientID
}
