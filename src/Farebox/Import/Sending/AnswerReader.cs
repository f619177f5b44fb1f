using System.Text.Json;
using Farebox.Money;

namespace Farebox.Import.Sending;

/// <summary>Reads the answer to a batch into its totals and errors, token by token: there are as many results as events.</summary>
internal sealed class AnswerReader
{
    private readonly List<(string Asset, decimal Amount)> _debited = [];
    private string _lastAsset = "";

    /// <exception cref="ImportException">The answer is not one result per event.</exception>
    public void Read(ImportBatch batch)
    {
        var json = new Utf8JsonReader(batch.Answer.WrittenSpan);
        var count = 0;
        try
        {
            while (json.Read() && json.TokenType != JsonTokenType.StartArray)
            {
            }

            while (json.Read() && json.TokenType == JsonTokenType.StartObject && count < batch.Events.Count)
                ReadResult(ref json, batch, batch.Events[count++]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            count = -1;
        }

        if (count != batch.Events.Count || json.TokenType != JsonTokenType.EndArray)
            throw new ImportException("The server's answer is not one result per event. Is this a Farebox server?");
    }

    private void ReadResult(ref Utf8JsonReader json, ImportBatch batch, (long Row, long Line) place)
    {
        string? id = null, status = null, code = null, detail = null, first = null;
        _debited.Clear();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("status"u8)) status = ReadStatus(ref json);
            else if (json.ValueTextEquals("debited"u8)) ReadDebited(ref json);
            else if (json.ValueTextEquals("first"u8)) first = ReadFirst(ref json);
            else if (json.ValueTextEquals("id"u8)) id = ReadText(ref json);
            else if (json.ValueTextEquals("code"u8)) code = ReadText(ref json);
            else if (json.ValueTextEquals("detail"u8)) detail = ReadText(ref json);
            else json.Skip();
        }

        status ??= "unknown";
        batch.Totals.Add(status);
        foreach (var (asset, amount) in _debited) batch.Totals.AddDebit(status, asset, amount);
        if (status == "duplicate" && first is not (null or "recorded"))
            batch.Errors.Add(new(place.Row, place.Line, id, status, first, "It was sent before, and was not recorded then either."));
        else if (status is not ("recorded" or "duplicate"))
            batch.Errors.Add(new(place.Row, place.Line, id, status, code ?? "", detail ?? ""));
    }

    private string? ReadFirst(ref Utf8JsonReader json)
    {
        string? status = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("status"u8)) status = ReadStatus(ref json);
            else if (json.ValueTextEquals("debited"u8)) ReadDebited(ref json);
            else json.Skip();
        }

        return status;
    }

    private void ReadDebited(ref Utf8JsonReader json)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!json.ValueTextEquals(_lastAsset)) _lastAsset = json.GetString()!;
            json.Read();
            if (!DecimalText.TryParse(json.ValueSpan, out var amount)) throw new JsonException("An amount is none.");
            _debited.Add((_lastAsset, amount));
        }
    }

    // The usual words without a string each.
    private static string? ReadStatus(ref Utf8JsonReader json)
    {
        json.Read();
        return json.ValueTextEquals("recorded"u8) ? "recorded" : json.ValueTextEquals("duplicate"u8) ? "duplicate" : json.GetString();
    }

    private static string? ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString();
    }
}
