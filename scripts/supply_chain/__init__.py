"""What ilium is made of: versions, hashes, licences, and what each is needed for."""
