# Settings of a site.
