// SPDX-License-Identifier: Apache-2.0
#include "mail/smtp_transport.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace qc::mail {
namespace {

constexpr std::chrono::milliseconds longest_connect{10'000};

struct FreeHandle {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};

struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

using Handle = std::unique_ptr<CURL, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;

template <class Value>
void set(Handle const& handle, CURLoption option, Value value) {
    auto const result = curl_easy_setopt(handle.get(), option, value);
    if (result != CURLE_OK) throw std::runtime_error(curl_easy_strerror(result));
}

std::size_t read_message(char* buffer, std::size_t size, std::size_t count, void* source) {
    auto& rest = *static_cast<std::string_view*>(source);
    auto const taken = std::min(size * count, rest.size());
    rest.copy(buffer, taken);
    rest.remove_prefix(taken);
    return taken;
}

/// libcurl asks at least once a second.
int is_interrupted(void* flag, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<std::atomic<bool> const*>(flag)->load() ? 1 : 0;
}

Handle new_handle() {
    static CURLcode const ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    Handle handle(ready == CURLE_OK ? curl_easy_init() : nullptr);
    if (!handle) throw std::runtime_error("libcurl did not start");
    return handle;
}

List list_of(std::string const& only) {
    List list(curl_slist_append(nullptr, only.c_str()));
    if (!list) throw std::runtime_error("libcurl is out of memory");
    return list;
}

void set_connection(Handle const& handle, SmtpServer const& server) {
    auto const connect = std::min(server.timeout, longest_connect);
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    // Time limits by signals are not for programs with threads.
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(server.timeout.count()));
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
    if (server.security == SmtpServer::Security::starttls)
        set(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (server.username.empty()) return;
    set(handle, CURLOPT_USERNAME, server.username.c_str());
    set(handle, CURLOPT_PASSWORD, server.password.c_str());
}

Delivery outcome_of(Handle const& handle, CURLcode result) {
    if (result == CURLE_OK) return {};
    long reply = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &reply);
    // Only what concerns the message is final; a refused login or greeting may be mended.
    bool const about_message = result == CURLE_SEND_ERROR || result == CURLE_WEIRD_SERVER_REPLY;
    bool const final_reply = reply >= 500 && reply <= 599;
    std::string problem = "SMTP: ";
    problem += curl_easy_strerror(result);
    if (reply != 0) problem += ", last reply " + std::to_string(reply);
    return {
        about_message && final_reply ? Outcome::refused : Outcome::try_later, std::move(problem)
    };
}

} // namespace

SmtpTransport::SmtpTransport(SmtpServer server)
    : server_(std::move(server))
    , url_(
          (server_.security == SmtpServer::Security::tls ? "smtps://" : "smtp://") + server_.host +
          ":" + std::to_string(server_.port)
      ) {}

Delivery SmtpTransport::deliver(Letter const& letter) {
    auto const handle = new_handle();
    auto const from = "<" + server_.from + ">";
    auto const recipients = list_of("<" + letter.recipient + ">");
    std::string_view rest = letter.message;
    set_connection(handle, server_);
    set(handle, CURLOPT_URL, url_.c_str());
    set(handle, CURLOPT_MAIL_FROM, from.c_str());
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    set(handle, CURLOPT_READFUNCTION, &read_message);
    set(handle, CURLOPT_READDATA, static_cast<void*>(&rest));
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, &is_interrupted);
    set(handle, CURLOPT_XFERINFODATA, static_cast<void*>(&interrupted_));
    return outcome_of(handle, curl_easy_perform(handle.get()));
}

} // namespace qc::mail
