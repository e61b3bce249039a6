"""Referrals: of the desk that sends, of the service that receives, and what people say of both."""
