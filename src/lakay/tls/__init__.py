"""HTTPS inside a post: the post is its own small authority, because no other one can vouch for a machine without a name on the internet.

Browsers give the camera, the serial port and passkeys only to a page that came over a connection they trust. `lakay.tls` makes the authority
once, the certificate of the site from it, anew when an address of the machine changes, and the page from which people come to trust it.
"""
