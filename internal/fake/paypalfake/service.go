package paypalfake

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Paths of the service; a client's endpoint is the server's URL without either.
const (
	Base      = "/v1/commerce/billing"
	TokenPath = "/v1/oauth2/token"
)

// Service is the billing service on one server. Its methods are safe for concurrent use; none may
// be called from a handler.
type Service struct {
	srv      *fake.Server
	mount    *fake.Mount
	book     *book
	clients  map[string]string // secrets by client id
	requests int               // answered by the routes below Base
	errors   atomic.Uint64     // debug ids given out

	// unauthorized repeats the switch for the one answer that is made outside the server's lock.
	unauthorized atomic.Int64
}

// New mounts the service on a server, under Base and TokenPath. It knows no customer and accepts no
// client until told; tokens live nine hours (contract: wallets 1.2).
func New(srv *fake.Server, switches Switches) *Service {
	s := &Service{srv: srv, book: newBook(srv.Clock().Now, srv.NewID), clients: map[string]string{}}
	s.mount = srv.Mount(fake.Service{Prefix: Base, Error: s.general, State: (*versions)(s)})
	s.mount.Auth().SetTokenLifetime(9 * time.Hour)
	s.Switch(func(all *Switches) { *all = switches })

	s.mount.HandleOpen(http.MethodPost, TokenPath, s.token)
	s.handle(http.MethodPost, "/wallets", s.once(s.createWallet))
	s.handle(http.MethodGet, "/wallets", s.listWallets)
	s.handle(http.MethodGet, "/wallets/{wallet_id}", s.getWallet)
	s.handle(http.MethodPut, "/wallets/{wallet_id}", s.updateWallet)
	s.handle(http.MethodDelete, "/wallets/{wallet_id}", s.deleteWallet)
	s.handle(http.MethodPost, "/wallets/{wallet_id}/wallet-transactions", s.once(s.postTransaction))
	s.handle(http.MethodGet, "/wallets/{wallet_id}/wallet-transactions", s.listTransactions)
	s.handle(http.MethodGet, "/wallet-transactions/{wallet_transaction_id}", s.getTransaction)
	return s
}

// Auth returns the tokens that the service accepts: lifetime, revocation, static bearer tokens.
func (s *Service) Auth() *fake.Auth { return s.mount.Auth() }

// AcceptClient makes the token endpoint accept a client id with its secret.
func (s *Service) AcceptClient(id, secret string) {
	s.srv.Lock()
	defer s.srv.Unlock()
	s.clients[id] = secret
}

// Switch changes the service's ways from the next request on.
func (s *Service) Switch(change func(*Switches)) {
	s.srv.Lock()
	defer s.srv.Unlock()
	change(&s.book.switches)
	s.unauthorized.Store(int64(s.book.switches.Unauthorized))
}

// versions lets the server show the service as it was.
type versions Service

func (v *versions) Snapshot() any { return v.book.snapshot() }

// Swap keeps the switches: they are how the service answers, not what it holds.
func (v *versions) Swap(snapshot any) any {
	then, ok := snapshot.(*book)
	if !ok {
		panic(fmt.Sprintf("paypalfake: %T is no snapshot of this service", snapshot))
	}
	live := v.book
	then.switches = live.switches
	v.book = then
	return live
}

// handle registers an act on the book behind what all of them have in common.
func (s *Service) handle(method, pattern string, act func(*fake.Request) outcome) {
	s.mount.Handle(method, Base+pattern, func(r *fake.Request) fake.Response {
		s.requests++
		s.book.catchUp(s.requests)
		switch {
		case s.book.switches.NotEnabled:
			return s.reply(refused(notAuthorized()))
		case len(r.Body) > 0 && !isJSON(r.Header.Get("Content-Type")):
			return s.reply(refused(general(http.StatusUnsupportedMediaType)))
		default:
			return s.reply(act(r))
		}
	})
}

func isJSON(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && media == "application/json"
}

// once makes PayPal-Request-Id do what the switch says (contract: wallets 1.5).
func (s *Service) once(act func(*fake.Request) outcome) func(*fake.Request) outcome {
	return func(r *fake.Request) outcome {
		id, b := r.Header.Get("PayPal-Request-Id"), s.book
		if id == "" {
			return act(r)
		}
		key := r.Path + " " + id
		first, known := b.spent[key]
		if keep := b.switches.RequestIDRetention; known && keep > 0 && b.now().Sub(first.at) > keep {
			known = false
		}
		switch {
		case known && b.switches.RequestID == RequestIDRefused:
			return refused(duplicateRequestID(id))
		case known && first.refusal != nil && b.switches.RequestID != RequestIDIgnored:
			return first
		case known && b.switches.RequestID == RequestIDHonoured:
			first.status = http.StatusOK
			return first
		case known && b.switches.RequestID == RequestIDLatest:
			return s.latest(first)
		}
		o := act(r)
		o.at = b.now()
		if !known && (o.refusal == nil || b.switches.RequestIDKeepsFailures) {
			b.spent[key] = o
		}
		return o
	}
}

// latest answers with what a POST made, as it is by now, or as it was if it is gone.
func (s *Service) latest(first outcome) outcome {
	first.status = http.StatusOK
	var booked []*Transaction
	for _, id := range first.made {
		if w := s.book.wallet(id); w != nil {
			return s.wallet(http.StatusOK, w, nil)
		}
		t := s.book.transaction(id)
		if t == nil {
			return first
		}
		booked = append(booked, t)
	}
	return s.posted(booked)
}

func (s *Service) createWallet(r *fake.Request) outcome {
	w, bad := s.book.createWallet(r.Body, s.requests)
	status := http.StatusCreated
	if s.book.switches.CreateAnswers200 {
		status = http.StatusOK
	}
	o := s.wallet(status, w, bad)
	if bad == nil {
		o.made = []string{w.ID}
	}
	return o
}

func (s *Service) getWallet(r *fake.Request) outcome {
	w, bad := s.book.visible(r.Param("wallet_id"))
	return s.wallet(http.StatusOK, w, bad)
}

func (s *Service) updateWallet(r *fake.Request) outcome {
	w, bad := s.book.updateWallet(r.Param("wallet_id"), r.Body)
	return s.wallet(http.StatusOK, w, bad)
}

func (s *Service) deleteWallet(r *fake.Request) outcome {
	w, bad := s.book.terminateWallet(r.Param("wallet_id"))
	o := s.wallet(http.StatusOK, w, bad)
	if a, ok := o.value.(walletAnswer); ok && s.book.switches.DeleteAnswersActive {
		a.Status = Active
		o.value = a
	}
	return o
}

func (s *Service) wallet(status int, w *Wallet, bad *refusal) outcome {
	if bad != nil {
		return refused(bad)
	}
	return outcome{status: status, value: s.book.switches.wallet(w, false)}
}

func (s *Service) listWallets(r *fake.Request) outcome {
	wallets, bad := s.book.listWallets(r.Query.Get("external_customer_id"))
	if bad != nil {
		return refused(bad)
	}
	switches := s.book.switches
	p, bad := paginate(switches, wallets, r.Query)
	if bad != nil {
		return refused(bad)
	}
	body := struct {
		Wallets  []walletAnswer `json:"wallets"`
		Metadata *walletsMeta   `json:"metadata,omitempty"`
	}{[]walletAnswer{}, p.walletsMeta(switches)}
	for _, w := range p.items {
		body.Wallets = append(body.Wallets, switches.wallet(w, true))
	}
	return outcome{status: http.StatusOK, value: body}
}

func (s *Service) postTransaction(r *fake.Request) outcome {
	booked, bad := s.book.postTransaction(r.Param("wallet_id"), r.Body, s.requests)
	if bad != nil {
		return refused(bad)
	}
	return s.posted(booked)
}

func (s *Service) posted(booked []*Transaction) outcome {
	o := s.transactions(page[*Transaction]{items: booked, number: 1, total: len(booked), pages: 1})
	for _, t := range booked {
		o.made = append(o.made, t.ID)
	}
	return o
}

func (s *Service) listTransactions(r *fake.Request) outcome {
	all, bad := s.book.listTransactions(r.Param("wallet_id"))
	if bad != nil {
		return refused(bad)
	}
	p, bad := paginate(s.book.switches, all, r.Query)
	if bad != nil {
		return refused(bad)
	}
	return s.transactions(p)
}

func (s *Service) transactions(p page[*Transaction]) outcome {
	switches := s.book.switches
	body := struct {
		Transactions []transactionAnswer `json:"wallet_transactions"`
		Meta         *transactionsMeta   `json:"meta,omitempty"`
	}{[]transactionAnswer{}, p.transactionsMeta(switches)}
	for _, t := range p.items {
		body.Transactions = append(body.Transactions, switches.transaction(t))
	}
	return outcome{status: http.StatusOK, value: body}
}

func (s *Service) getTransaction(r *fake.Request) outcome {
	t, bad := s.book.getTransaction(r.Param("wallet_transaction_id"))
	if bad != nil {
		return refused(bad)
	}
	return outcome{status: http.StatusOK, value: s.book.switches.transaction(t)}
}

func refused(r *refusal) outcome { return outcome{status: r.status, refusal: r} }

// reply writes an outcome down; an error's body carries the same debug id as its header (contract:
// wallets 1.4).
func (s *Service) reply(o outcome) fake.Response {
	debugID := s.debugID()
	value := o.value
	if o.refusal != nil {
		value = errorAnswer{o.refusal.name, o.refusal.message, debugID, o.refusal.details, o.refusal.links}
	}
	return fake.JSON(o.status, value).With("Paypal-Debug-Id", debugID)
}

type errorAnswer struct {
	Name    string   `json:"name"`
	Message string   `json:"message"`
	DebugID string   `json:"debug_id"`
	Details []detail `json:"details,omitempty"`
	Links   []string `json:"links,omitzero"`
}

func (s *Service) debugID() string { return fmt.Sprintf("f%012x", s.errors.Add(1)) }

// general answers a status that comes from the server and not from a handler. It is called without
// the server's lock.
func (s *Service) general(status int) fake.Response {
	if status == http.StatusUnauthorized {
		if Unauthorized(s.unauthorized.Load()) == UnauthorizedOAuth {
			return s.oauthError(status, "invalid_token", "The token is unknown, expired or revoked")
		}
		return s.reply(refused(refuse(status, "AUTHENTICATION_FAILURE", "Authentication failed due to missing authorization header, or invalid authentication credentials.")))
	}
	return s.reply(refused(general(status)))
}

// token is the client credentials grant (contract: wallets 1.2).
func (s *Service) token(r *fake.Request) fake.Response {
	id, secret, ok := (&http.Request{Header: r.Header}).BasicAuth()
	want, known := s.clients[id]
	if !ok || !known || secret != want {
		return s.oauthError(http.StatusUnauthorized, "invalid_client", "Client Authentication failed")
	}
	form, err := url.ParseQuery(string(r.Body))
	if err != nil || form.Get("grant_type") != "client_credentials" {
		return s.oauthError(http.StatusBadRequest, "unsupported_grant_type", "Grant Type is NULL or not supported")
	}
	token, lifetime := s.mount.Auth().Issue()
	return fake.JSON(http.StatusOK, struct {
		Scope       string `json:"scope"`
		AccessToken string `json:"access_token"`
		TokenType   string `json:"token_type"`
		AppID       string `json:"app_id"`
		ExpiresIn   int    `json:"expires_in"`
		Nonce       string `json:"nonce"`
	}{"read write", token, "Bearer", "APP-FAKE", int(lifetime / time.Second), s.book.now().Format(time.RFC3339) + strings.TrimPrefix(token, "token-")}).
		With("Paypal-Debug-Id", s.debugID())
}

func (s *Service) oauthError(status int, code, description string) fake.Response {
	return fake.JSON(status, struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}{code, description}).With("Paypal-Debug-Id", s.debugID())
}
