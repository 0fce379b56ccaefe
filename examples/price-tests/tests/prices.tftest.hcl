# OpenTofu 1.12 crashes on a provider's function inside assert, so the module calls the functions, and
# the tests look at its outputs.

mock_provider "mint" {}

run "prices" {
  command = plan

  assert {
    condition     = output.charges["0"].total == 0
    error_message = "A month without messages costs ${output.charges["0"].text}."
  }

  assert {
    condition     = output.charges["1000"].total == 50
    error_message = "1000 messages cost ${output.charges["1000"].text}, not 1000 x 0.05."
  }

  assert {
    condition     = output.charges["1001"].text == "50.0250"
    error_message = "1001 messages cost ${output.charges["1001"].text}, not 1000 x 0.05 + 0.025."
  }

  assert {
    condition     = !output.charges["200000"].complete
    error_message = "The price list ends at 100000 messages; beyond, developers are suspended."
  }

  assert {
    condition     = output.fees.first_invoice == 30
    error_message = "The first invoice is ${output.fees.first_invoice}, not 20 + 10."
  }
}

run "another_price" {
  command = plan

  variables {
    first_thousand = "0.06"
  }

  assert {
    condition     = output.charges["1000"].total == 60
    error_message = "1000 messages cost ${output.charges["1000"].text}, not 1000 x 0.06."
  }
}
