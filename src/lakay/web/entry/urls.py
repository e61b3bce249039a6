"""Pages of the entry."""

from __future__ import annotations

from django.urls import path

from lakay.web.entry.views import account, factors, lock, login, posts

app_name = "entry"

urlpatterns = [
    path("", posts.home, name="home"),
    path("login", login.login, name="login"),
    path("login/passkey", login.passkey, name="login_passkey"),
    path("login/passkey/options", login.passkey_options, name="login_passkey_options"),
    path("login/demo", login.demo, name="login_demo"),
    path("logout", lock.logout, name="logout"),
    path("lock", lock.lock, name="lock"),
    path("lock/now", lock.lock_now, name="lock_now"),
    path("lock/passkey", lock.passkey, name="lock_passkey"),
    path("lock/passkey/options", lock.passkey_options, name="lock_passkey_options"),
    path("post", posts.choose, name="post"),
    path("account", account.account, name="account"),
    path("account/language", account.language, name="account_language"),
    path("account/password", account.password, name="account_password"),
    path("account/sessions/<uuid:session>/end", account.end_session, name="account_end_session"),
    path("account/codes", factors.codes, name="account_codes"),
    path("account/totp", factors.totp, name="account_totp"),
    path("account/totp/remove", factors.remove_totp, name="account_totp_remove"),
    path("account/passkeys", factors.add_passkey, name="account_passkey_add"),
    path("account/passkeys/options", factors.passkey_options, name="account_passkey_options"),
    path("account/passkeys/<uuid:passkey>/remove", factors.remove_passkey, name="account_passkey_remove"),
]
