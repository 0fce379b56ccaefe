package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
)

// CallFunction does not enter the framework: a plan may hold thousands of calls.
func (s *server) CallFunction(_ context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return functions.Call(req)
}
