// SPDX-License-Identifier: Apache-2.0
#include "redis/codec.hpp"

#include <hiredis/hiredis.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace qc::redis {
namespace {

constexpr std::size_t longest_reply = 64 * 1024;
constexpr int longest_list = 64;

/// Where the reader wants the answer of a task: a place in its list, or a new root.
Reply* place_of(redisReadTask const* task) {
    if (task->parent == nullptr) return new Reply;
    auto* const list = static_cast<Reply*>(task->parent->obj);
    return &list->elements[static_cast<std::size_t>(task->idx)];
}

Reply::Kind kind_of(int type) {
    switch (type) {
    case REDIS_REPLY_STATUS:
        return Reply::Kind::status;
    case REDIS_REPLY_ERROR:
        return Reply::Kind::error;
    default:
        return Reply::Kind::text;
    }
}

// Called by C code, which a null answer tells that there is no memory.

template <class Fill>
void* made(redisReadTask const* task, Fill fill) noexcept {
    try {
        auto* const reply = place_of(task);
        fill(*reply);
        return reply;
    } catch (std::bad_alloc const&) {
        return nullptr;
    }
}

void* make_text(redisReadTask const* task, char* text, std::size_t size) noexcept {
    return made(task, [&](Reply& reply) {
        reply.kind = kind_of(task->type);
        reply.text.assign(text, size);
    });
}

void* make_list(redisReadTask const* task, int elements) noexcept {
    if (elements > longest_list) return nullptr;
    return made(task, [&](Reply& reply) {
        reply.kind = Reply::Kind::list;
        reply.elements.resize(static_cast<std::size_t>(elements));
    });
}

void* make_integer(redisReadTask const* task, long long value) noexcept {
    return made(task, [&](Reply& reply) {
        reply.kind = Reply::Kind::integer;
        reply.integer = value;
    });
}

void* make_nil(redisReadTask const* task) noexcept {
    return made(task, [](Reply&) {});
}

/// Called for roots only.
void free_reply(void* reply) noexcept {
    delete static_cast<Reply*>(reply);
}

redisReplyObjectFunctions functions{make_text, make_list, make_integer, make_nil, free_reply};

} // namespace

std::string encoded(Command const& command) {
    std::vector<char const*> words;
    std::vector<std::size_t> sizes;
    for (auto const& word : command) {
        words.push_back(word.data());
        sizes.push_back(word.size());
    }
    char* bytes = nullptr;
    auto const size =
        redisFormatCommandArgv(&bytes, static_cast<int>(words.size()), words.data(), sizes.data());
    if (size < 0) throw std::bad_alloc();
    std::unique_ptr<char, void (*)(char*)> const owned(bytes, redisFreeCommand);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string error_code_of(std::string_view error) {
    constexpr std::size_t longest_code = 16;
    auto const end = error.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return std::string(error.substr(0, std::min(end, longest_code)));
}

Reader::Reader() : reader_(redisReaderCreateWithFunctions(&functions), redisReaderFree) {
    if (!reader_) throw std::bad_alloc();
}

Reader::~Reader() = default;

bool Reader::feed(std::string_view bytes) {
    if (broken_) return false;
    auto const waiting = reader_->len - reader_->pos;
    broken_ = waiting + bytes.size() > longest_reply ||
              redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK;
    return !broken_;
}

std::optional<Reply> Reader::next() {
    if (broken_) return std::nullopt;
    void* reply = nullptr;
    broken_ = redisReaderGetReply(reader_.get(), &reply) != REDIS_OK;
    if (broken_ || reply == nullptr) return std::nullopt;
    std::unique_ptr<Reply> const owned(static_cast<Reply*>(reply));
    return std::move(*owned);
}

} // namespace qc::redis
