package schemajson

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

type signature struct {
	Description        string      `json:"description,omitempty"`
	Summary            string      `json:"summary,omitempty"`
	DeprecationMessage string      `json:"deprecation_message,omitempty"`
	ReturnType         typeName    `json:"return_type"`
	Parameters         []parameter `json:"parameters,omitempty"`
	VariadicParameter  *parameter  `json:"variadic_parameter,omitempty"`
}

type parameter struct {
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	IsNullable  bool     `json:"is_nullable,omitempty"`
	Type        typeName `json:"type"`
}

func exportFunction(from *tfprotov6.Function) signature {
	exported := signature{
		Description:        from.Description,
		Summary:            from.Summary,
		DeprecationMessage: from.DeprecationMessage,
		ReturnType:         typeName{from.Return.Type},
	}
	for _, p := range from.Parameters {
		exported.Parameters = append(exported.Parameters, exportParameter(p))
	}
	if from.VariadicParameter != nil {
		variadic := exportParameter(from.VariadicParameter)
		exported.VariadicParameter = &variadic
	}
	return exported
}

func exportParameter(from *tfprotov6.FunctionParameter) parameter {
	return parameter{Name: from.Name, Description: from.Description, IsNullable: from.AllowNullValue, Type: typeName{from.Type}}
}
