// Package fake is an in-process server that stands in for the services this provider talks to.
//
// It knows HTTP and nothing of money: routing on escaped path segments, credentials, one lock
// around all state, a clock and an id source that tests own, a journal of requests, and a
// vocabulary of faults. The services themselves live in the packages below it and mount their
// routes here:
//
//	srv := fake.New()
//	defer srv.Close()
//	mount := srv.Mount(fake.Service{Prefix: "/v1/shop", Error: shopError, State: shop})
//	mount.Auth().AcceptBearer("secret")
//	mount.Handle("GET", "/v1/shop/orders/{order}", func(r *fake.Request) fake.Response {
//		return fake.JSON(200, shop.order(r.Param("order")))
//	})
//
// A handler is one atomic act: it runs under [Server.Lock], changes the state and returns the whole
// answer. What the client gets to see of that answer is decided afterwards, so every fault works
// for every service without the service knowing it:
//
//	srv.Inject(fake.DropAfter(), fake.On("POST", "/orders"))                    // committed, then the connection is gone
//	srv.Inject(fake.TooManyRequests("2"), fake.On("GET", ""), fake.Times(3))
//	held := srv.Inject(fake.Slow(fake.CommitLast), fake.On("PUT", "/orders/{order}"))
//	<-held.Arrived()
//	held.Release()
//
// Out of scope: TLS, proxies, streaming bodies, and any type shared with a client. A wrong field
// name must not be able to agree with itself.
package fake
