// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "content/errors.hpp"
#include "files/files.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"

#include <map>
#include <string>
#include <vector>

namespace qc::quests::test {

/// Takes data URIs, counts references, and shows keys in its URLs. "BIG" as content is too large.
class FakeFiles final : public files::Files {
public:
    static constexpr std::string_view prefix = "https://store/";

    Task<Result<files::StoredFile>> store(files::Upload) override {
        throw std::logic_error("fields are accepted, not stored");
    }

    Task<Result<files::FieldOutcome>> accept(files::Field field) override {
        using Outcome = files::FieldOutcome;
        if (field.text.starts_with("data:image/png;base64,BIG"))
            co_return content::errors::file_too_large;
        if (field.text.starts_with("data:")) {
            auto key = "images/" + field.release + "/" + std::to_string(++accepted_);
            seen[key] = std::move(field);
            co_return Outcome{std::move(key), true};
        }
        if (field.text.starts_with(prefix)) {
            auto key = field.text.substr(prefix.size());
            bool const changed = field.current_key != key;
            co_return Outcome{std::move(key), changed};
        }
        co_return value_error(field.where, "Invalid base64 string.");
    }

    Task<void> link(Transaction& transaction, std::string key) override {
        transaction.on_commit([this, key] { ++counts_[key]; });
        co_return;
    }

    Task<void> unlink(Transaction& transaction, std::string key) override {
        transaction.on_commit([this, key] { --counts_[key]; });
        co_return;
    }

    [[nodiscard]] std::string public_url(std::string_view key) const override {
        return std::string(prefix) + std::string(key);
    }

    [[nodiscard]] std::string private_url(std::string_view key) const override {
        return public_url(key) + "?sig=x";
    }

    /// Committed references.
    [[nodiscard]] int links(std::string const& key) { return counts_[key]; }

    [[nodiscard]] int accepted() const { return accepted_; }

    std::map<std::string, files::Field> seen;

private:
    int accepted_ = 0;
    std::map<std::string, int> counts_;
};

class FakeNotifications final : public notifications::Notifications {
public:
    Task<void> notify(Transaction&, notifications::Notice notice) override {
        notices.push_back(std::move(notice));
        co_return;
    }

    std::vector<notifications::Notice> notices;
};

/// What connected devices would hear of.
class RecordedSignals final : public live::Signals {
public:
    void publish(live::Signal signal) noexcept override { sent.push_back(signal); }

    std::vector<live::Signal> sent;
};

} // namespace qc::quests::test
