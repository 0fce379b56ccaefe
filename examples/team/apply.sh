#!/bin/sh
# Applies what plan.sh has planned, and nothing else: apply.sh PACKAGE. Terraform refuses a plan that
# is older than the state.
set -eu

package=$1
terraform init -input=false
terraform workspace select "$package"
terraform apply -input=false -lock-timeout=10m "$package.tfplan"
