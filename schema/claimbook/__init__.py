"""claimbook: who said which number, when, as of when, in which document, in which words."""
