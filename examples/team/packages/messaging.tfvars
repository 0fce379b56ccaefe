package = "messaging_package"

plans = {
  Team = {
    display_name = "Team"
    start_date   = "2099-01-01"
    set_up_fee   = "99.50"
    rate         = "0.05"
  }
}
