using Farebox.Charging;
using Farebox.Metering;

namespace Farebox.Http.Events;

/// <summary>One event of a request: what it was read as, and the command that records it when it was readable.</summary>
internal readonly record struct EventItem(EventParse Parse, RecordUsage? Command);
