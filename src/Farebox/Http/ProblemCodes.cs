using System.Collections.Frozen;
using System.Reflection;

namespace Farebox.Http;

/// <summary>Every reason Farebox gives for a refusal. Nothing answers with a code that is not here.</summary>
public static class ProblemCodes
{
    // The transport and the shape of a request.
    public static readonly ProblemCode BodyRequired = new("body_required", 400,
        "The request has no body", "Send a JSON body.");
    public static readonly ProblemCode MalformedJson = new("malformed_json", 400,
        "The body is not JSON", "Send one JSON value in UTF-8, without byte order mark, comments or trailing text.");
    public static readonly ProblemCode InvalidUtf8 = new("invalid_utf8", 400,
        "The body is not UTF-8", "Encode the body as UTF-8.");
    public static readonly ProblemCode JsonTooDeep = new("json_too_deep", 400,
        "The body is nested too deeply", "Nest at most 32 levels.");
    public static readonly ProblemCode DuplicateMember = new("duplicate_member", 400,
        "A member appears twice", "Send each member once; names that differ only in letter case count as the same.");
    public static readonly ProblemCode UnknownMember = new("unknown_member", 400,
        "A member is not known here", "Remove the member, or correct its spelling.");
    public static readonly ProblemCode MissingMember = new("missing_member", 400,
        "A required member is missing", "Add the member.");
    public static readonly ProblemCode NullMember = new("null_member", 400,
        "A member is null", "Send a value, or leave an optional member out.");
    public static readonly ProblemCode InvalidType = new("invalid_type", 400,
        "A value has the wrong JSON type", "Send the type the reference names; amounts and prices are strings.");
    public static readonly ProblemCode InvalidString = new("invalid_string", 400,
        "A string does not have the form it needs", "Follow the pattern in the detail.");
    public static readonly ProblemCode InvalidCharacter = new("invalid_character", 400,
        "A string holds a character that is not allowed", "Remove control, separator and direction characters.");
    public static readonly ProblemCode StringTooLong = new("string_too_long", 400,
        "A string is too long", "Shorten it to the length in the detail.");
    public static readonly ProblemCode InvalidValue = new("invalid_value", 400,
        "A value is not one of those allowed", "Send one of the values in the detail.");
    public static readonly ProblemCode InvalidNumber = new("invalid_number", 400,
        "A number is not written as one", "Write digits with an optional point, for example \"12.50\".");
    public static readonly ProblemCode TooManyDecimals = new("too_many_decimals", 400,
        "A number has too many decimal places", "Send no more places than the asset or the field has.");
    public static readonly ProblemCode NumberOutOfRange = new("number_out_of_range", 400,
        "A number is out of range", "Send a number inside the range in the detail.");
    public static readonly ProblemCode InvalidTimestamp = new("invalid_timestamp", 400,
        "A time is not an RFC 3339 instant", "Send a time with Z or an offset, for example 2026-07-01T00:00:00Z.");
    public static readonly ProblemCode UnknownParameter = new("unknown_parameter", 400,
        "A query parameter is not known here", "Remove the parameter, or correct its spelling.");
    public static readonly ProblemCode InvalidParameter = new("invalid_parameter", 400,
        "A query parameter cannot be read", "Send the parameter once, in the form the reference names.");
    public static readonly ProblemCode LimitOutOfRange = new("limit_out_of_range", 400,
        "The page size is out of range", "Ask for 1 to 1000 entries.");
    public static readonly ProblemCode InvalidCursor = new("invalid_cursor", 400,
        "The cursor was not given by this list", "Send a next_cursor back as it came, or start without one.");
    public static readonly ProblemCode Unauthenticated = new("unauthenticated", 401,
        "No valid key", "Send Authorization: Bearer and a key that is not revoked.");
    public static readonly ProblemCode ForbiddenScope = new("forbidden_scope", 403,
        "The key may not do this", "Use a key with the scope in the detail, or ask an administrator for one.");
    public static readonly ProblemCode ScopeEscalation = new("scope_escalation", 403,
        "A key cannot give what it may not give", "Ask for ingest, read and admin only; the operator's scope is given at the command line.");
    public static readonly ProblemCode NotFound = new("not_found", 404,
        "There is nothing here", "Check the path; it is case-sensitive and has no trailing slash.");
    public static readonly ProblemCode MethodNotAllowed = new("method_not_allowed", 405,
        "The method is not allowed here", "Use a method of the Allow header.");
    public static readonly ProblemCode NotAcceptable = new("not_acceptable", 406,
        "Only JSON is spoken here", "Accept application/json.");
    public static readonly ProblemCode RequestTimeout = new("request_timeout", 408,
        "The body came too slowly", "Send the request again.");
    public static readonly ProblemCode BodyTooLarge = new("body_too_large", 413,
        "The body is too large", "Send at most 1 MiB; 8 MiB for events and for a version of a card.");
    public static readonly ProblemCode UnsupportedMediaType = new("unsupported_media_type", 415,
        "The body's media type is not understood", "Send Content-Type: application/json.");
    public static readonly ProblemCode UnsupportedCharset = new("unsupported_charset", 415,
        "The body's charset is not understood", "Send UTF-8.");
    public static readonly ProblemCode UnsupportedEncoding = new("unsupported_encoding", 415,
        "The body's content encoding is not understood", "Send the body without Content-Encoding.");
    public static readonly ProblemCode RateLimited = new("rate_limited", 429,
        "Too much was asked for in a second", "Send the same request again after Retry-After.") { RetryAfterSeconds = 1 };

    // Idempotency.
    public static readonly ProblemCode IdempotencyKeyRequired = new("idempotency_key_required", 400,
        "The request needs an Idempotency-Key", "Send a key of your own, and the same one when you repeat the request.");
    public static readonly ProblemCode IdempotencyKeyInvalid = new("idempotency_key_invalid", 400,
        "The Idempotency-Key is not usable", "Send 1 to 255 printable ASCII characters without spaces.");
    public static readonly ProblemCode IdempotencyKeyMultiple = new("idempotency_key_multiple", 400,
        "There are two Idempotency-Key headers", "Send one.");
    public static readonly ProblemCode IdempotencyKeyReused = new("idempotency_key_reused", 422,
        "The Idempotency-Key was used for another request", "Use a new key for a new request.");
    public static readonly ProblemCode IdConflict = new("id_conflict", 409,
        "The event's id was used for another event", "Use a new id for a new event.");
    public static readonly ProblemCode AlreadyExists = new("already_exists", 409,
        "The id is taken by something else", "Choose another id; what exists is not edited.");

    // Configuration.
    public static readonly ProblemCode AssetUnknown = new("asset_unknown", 422,
        "There is no such asset", "Create the asset first, or correct its code.");
    public static readonly ProblemCode MeterUnknown = new("meter_unknown", 422,
        "There is no such meter", "Create the meter first, or correct its id or the event type.");
    public static readonly ProblemCode CardUnknown = new("card_unknown", 422,
        "There is no such card", "Create the card first, or correct its id.");
    public static readonly ProblemCode VersionOutOfOrder = new("version_out_of_order", 409,
        "The version does not follow the last one", "Send the next version number, effective later than the one before.");
    public static readonly ProblemCode InvalidRule = new("invalid_rule", 422,
        "The members do not fit together", "Follow the detail.");
    public static readonly ProblemCode ExpressionInvalid = new("expression_invalid", 422,
        "The expression cannot be read", "Correct it at the position in the detail.");
    public static readonly ProblemCode ChargeInvalid = new("charge_invalid", 422,
        "The charge model cannot be read", "Correct the member in the pointer, as the detail says.");
    public static readonly ProblemCode ArrearsOnly = new("arrears_only", 422,
        "The price is known at the end of the period only", "Use a model whose price of a part is final; the detail says what keeps this one from it.");
    public static readonly ProblemCode PriceNegative = new("price_negative", 422,
        "A price is below zero", "Send a price of zero or more.");

    // Amounts and times.
    public static readonly ProblemCode AmountNotPositive = new("amount_not_positive", 422,
        "The amount is not above zero", "Send an amount above zero.");
    public static readonly ProblemCode AmountOverflow = new("amount_overflow", 422,
        "The amount does not fit", "Use a smaller amount, or an asset with fewer decimal places.");
    public static readonly ProblemCode GrantUnknown = new("grant_unknown", 404,
        "There is no such grant", "Correct the grant's id.");
    public static readonly ProblemCode GrantEnded = new("grant_ended", 409,
        "The grant has expired or was removed", "Grant credit anew.");
    public static readonly ProblemCode GrantNotMovable = new("grant_not_movable", 409,
        "The grant may pay nothing yet", "Wait until it is released, or say that it was paid for.");
    public static readonly ProblemCode AmountExceedsGrant = new("amount_exceeds_grant", 409,
        "The grant has less left", "Send at most what is left and not held, or leave the amount out.");
    public static readonly ProblemCode LendingExceeded = new("lending_exceeded", 409,
        "The grant may lend no more", "Borrow less, or from another grant.");
    public static readonly ProblemCode NothingToMove = new("nothing_to_move", 409,
        "It is there already", "Name another owner, or another expiry.");
    public static readonly ProblemCode NothingOwed = new("nothing_owed", 409,
        "Nothing is owed for the grant", "Say so of a grant that is on credit or awaits its payment.");
    public static readonly ProblemCode ScheduleUnknown = new("schedule_unknown", 404,
        "There is no such schedule", "Correct the schedule's id.");
    public static readonly ProblemCode ScheduleEnded = new("schedule_ended", 409,
        "The schedule has ended", "Set up another one.");
    public static readonly ProblemCode TooManySchedules = new("too_many_schedules", 422,
        "The account has too many schedules", "End one that is no longer needed.");
    public static readonly ProblemCode ExpiryInPast = new("expiry_in_past", 422,
        "The credit would expire before it could be used", "Send an expires_at after now and after effective_at.");
    public static readonly ProblemCode InvalidTtl = new("invalid_ttl", 422,
        "The time to live is out of range", "Send 1 to 86400 seconds.");
    public static readonly ProblemCode RangeInvalid = new("range_invalid", 422,
        "The span of time is empty", "Send a from that lies before to.");
    public static readonly ProblemCode ClockBackwards = new("clock_backwards", 422,
        "The clock never goes back", "Send an instant after the present one.");
    public static readonly ProblemCode NotSandbox = new("not_sandbox", 409,
        "Only a sandbox has a settable clock", "Use a sandbox tenant.");

    // The ledger.
    public static readonly ProblemCode InsufficientCredit = new("insufficient_credit", 402,
        "There is not enough credit", "Grant credit, or ask for less; use a new Idempotency-Key to try anew.");
    public static readonly ProblemCode LimitExceeded = new("limit_exceeded", 402,
        "A limit would be exceeded", "Raise the limit, or ask for less.");
    public static readonly ProblemCode DebtOutstanding = new("debt_outstanding", 402,
        "The wallet owes for earlier use", "Grant credit until the debt is settled.");
    public static readonly ProblemCode AccountUnknown = new("account_unknown", 404,
        "There is no such account", "Create the account first, or correct the event's subject.");
    public static readonly ProblemCode MemberUnknown = new("member_unknown", 404,
        "The account has no such member", "Create the member first, or correct its id.");
    public static readonly ProblemCode HoldUnknown = new("hold_unknown", 404,
        "The account has no such hold", "Check the hold's id.");
    public static readonly ProblemCode HoldNotOpen = new("hold_not_open", 409,
        "The hold is not open any more", "Report the use as an event; it is debited directly.");
    public static readonly ProblemCode TooManyHolds = new("too_many_holds", 409,
        "The account has too many open holds", "Settle or release holds first.");
    public static readonly ProblemCode TooManyMembers = new("too_many_members", 409,
        "The account has too many members", "Open another account.");
    public static readonly ProblemCode AccountIdTaken = new("account_id_taken", 409,
        "The id of the account falls on that of another one", "Choose another id.");
    public static readonly ProblemCode TooManyGrants = new("too_many_grants", 409,
        "The account has too many live grants", "Let grants run out first.");
    public static readonly ProblemCode CaptureExceedsHold = new("capture_exceeds_hold", 422,
        "The hold has less than that left", "Capture at most what remains; report more as an event.");
    public static readonly ProblemCode QuoteInvalid = new("quote_invalid", 422,
        "That is no quote for this account", "Send the quote as it came, to the account it was made for.");
    public static readonly ProblemCode QuoteExpired = new("quote_expired", 409,
        "The quote's time is over", "Ask for a new quote.");
    public static readonly ProblemCode PeriodOpen = new("period_open", 409,
        "The period cannot be closed yet", "Close it once it has ended and its grace has passed.");
    public static readonly ProblemCode PeriodClosed = new("period_closed", 409,
        "The period is closed already", "Close a later one; late use is settled with it.");
    public static readonly ProblemCode CloseUnfinished = new("close_unfinished", 409,
        "The close before is not finished", "Close that period again, then this one.");
    public static readonly ProblemCode BookMoved = new("book_moved", 409,
        "The account went on meanwhile", "Send the same request again.");
    public static readonly ProblemCode EventUnknown = new("event_unknown", 404,
        "The account has no such event", "Check source and id; both are case-sensitive.");
    public static readonly ProblemCode EventVoided = new("event_voided", 409,
        "The event has been taken back", "Send what happened as an event with an id of its own.");
    public static readonly ProblemCode EventRated = new("event_rated", 409,
        "The event has been charged", "Amend it to say something else.");
    public static readonly ProblemCode EventBodyGone = new("event_body_gone", 409,
        "What the event said has aged out", "Amend the event: say what it said.");
    public static readonly ProblemCode AssetMismatch = new("asset_mismatch", 422,
        "The asset is another one", "Use the asset of the hold.");

    // Alerts.
    public static readonly ProblemCode AlertRuleUnknown = new("alert_rule_unknown", 404,
        "The account has no such alert rule", "Check the rule's id.");
    public static readonly ProblemCode TooManyAlertRules = new("too_many_alert_rules", 409,
        "The account has too many alert rules", "Remove rules that nobody needs.");
    public static readonly ProblemCode TopUpRuleUnknown = new("top_up_rule_unknown", 404,
        "The account has no such top-up rule", "Check the asset.");
    public static readonly ProblemCode TopUpUnknown = new("top_up_unknown", 404,
        "The account has no such top-up", "Check the top-up's id.");
    public static readonly ProblemCode TopUpPaid = new("top_up_paid", 409,
        "The top-up was paid", "Take the credit away by other means; what was paid stays paid.");
    public static readonly ProblemCode UrlNotAllowed = new("url_not_allowed", 422,
        "Nothing may be sent to that URL", "Use https and a host of the public network; whoever runs the server can allow others.");
    public static readonly ProblemCode SecretInvalid = new("secret_invalid", 422,
        "That is no secret for a webhook", "Send whsec_ and base64 of 24 to 64 bytes, or leave it out.");
    public static readonly ProblemCode TooManyWebhooks = new("too_many_webhooks", 409,
        "The tenant has too many webhooks", "Use one that is there, with the types it takes.");

    // Events.
    public static readonly ProblemCode BatchEmpty = new("batch_empty", 400,
        "The batch has no event", "Send at least one event.");
    public static readonly ProblemCode BatchTooLarge = new("batch_too_large", 413,
        "The batch has too many events", "Send at most 1000 events in a request.");
    public static readonly ProblemCode InvalidEnvelope = new("invalid_envelope", 400,
        "The event is not a CloudEvent 1.0", "Follow the detail; specversion is \"1.0\", and an event has data, not data_base64.");
    public static readonly ProblemCode PriceMissing = new("price_missing", 422,
        "The card has no price for this", "Add a card version with the price; missing is never free.");
    public static readonly ProblemCode PropertyMissing = new("property_missing", 422,
        "The data lacks what the meter counts", "Send the property.");
    public static readonly ProblemCode UsageUnknown = new("usage_unknown", 422,
        "The usage is in no known format", "Send a vendor's usage object as it came, or name its format.");
    public static readonly ProblemCode UsageInconsistent = new("usage_inconsistent", 422,
        "The parts of the usage do not come to its whole", "Compare the detail with the vendor's answer; rate the event again under a format that fits.");
    public static readonly ProblemCode ClassUnmetered = new("class_unmetered", 422,
        "The usage has a class that the meter does not take", "Make a meter with a component that takes it, alone or with a class of the same price.");
    public static readonly ProblemCode QuantityNegative = new("quantity_negative", 422,
        "A quantity is below zero", "Send a quantity of zero or more.");
    public static readonly ProblemCode QuantityOverflow = new("quantity_overflow", 422,
        "The meter's expression has no result that fits", "Send smaller numbers, or divide before you multiply in the expression.");
    public static readonly ProblemCode DivisionByZero = new("division_by_zero", 422,
        "The meter's expression divides by zero", "Send a divisor that is not zero, or write max(…, 1) around it.");

    public static readonly ProblemCode EventTooLarge = new("event_too_large", 413,
        "The event is too large", "Send events of at most 64 KiB.");
    public static readonly ProblemCode TooManyFields = new("too_many_fields", 400,
        "The event's data has too many fields", "Send at most 64 values, nested at most 8 levels.");

    // The service.
    public static readonly ProblemCode InternalError = new("internal_error", 500,
        "Farebox failed", "Report the request_id; send the request again under the same id.");
    public static readonly ProblemCode Overloaded = new("overloaded", 503,
        "More work waits than can be taken", "Send the same request again after Retry-After.") { RetryAfterSeconds = 1 };
    public static readonly ProblemCode OutcomeUnknown = new("outcome_unknown", 503,
        "It is not known yet whether it was done", "Send the same request again, under the same id or key.") { RetryAfterSeconds = 5 };
    public static readonly ProblemCode DatabaseUnavailable = new("database_unavailable", 503,
        "The database does not answer", "Send the same request again after Retry-After.") { RetryAfterSeconds = 2 };
    public static readonly ProblemCode NotReady = new("not_ready", 503,
        "No work should be sent here now", "Send requests to another server, and see which check is not ok.") { RetryAfterSeconds = 2 };

    /// <summary>All of them, in the order above.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        .. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(ProblemCode))
            .Select(field => (ProblemCode)field.GetValue(null)!),
    ];

    private static readonly FrozenDictionary<string, ProblemCode> ByCode = All.ToFrozenDictionary(problem => problem.Code, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The code was never registered, which is a bug of the caller.</exception>
    public static ProblemCode Of(string code) =>
        ByCode.TryGetValue(code, out var problem) ? problem : throw new KeyNotFoundException($"'{code}' is not a registered problem.");
}
