// Accounts need no script.
