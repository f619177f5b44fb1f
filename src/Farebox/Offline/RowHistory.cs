using System.Text;
using Farebox.Billing;
using Farebox.Import;
using Farebox.Import.Mapping;
using Farebox.Import.Rows;
using Farebox.Metering;
using Farebox.Money;

namespace Farebox.Offline;

/// <summary>Rows that a map makes events of, the same events that an import would send, without writing them as JSON.</summary>
internal sealed class RowHistory : IHistory
{
    private readonly IRows _rows;
    private readonly EventTime _time;
    private readonly RowData _data;
    private readonly DataField[] _fields;
    private readonly Template _type;
    private readonly Template _account;
    private readonly (Template Source, Template Id)? _identity;
    private DateTimeOffset? _at;
    private string _accountId = "";
    private string _eventType = "";

    /// <exception cref="ImportException">The map is not whole, or names a column that the file lacks.</exception>
    public RowHistory(ImportMap map, IRows rows, string fileName)
    {
        map.Check();
        foreach (var (_, template) in map.All) template.Bind(rows, fileName);

        _rows = rows;
        _time = new(map);
        _fields = [.. map.Data];
        _data = new([.. _fields.Select(field => field.Path)]);
        (_type, _account) = (map["type"]!, map["subject"]!);
        if (!map["id"]!.IsUniqueByRow) _identity = (map["source"]!, map["id"]!);
    }

    public UsageRow Row => new(_accountId, _at, _eventType, _data.Data, _rows.Row);

    public RowFault? Fault { get; private set; }

    public long Number => _rows.Row;

    public (string Source, string Id)? Identity { get; private set; }

    public bool Read()
    {
        if (!_rows.Read()) return false;

        Fault = _rows.Fault ?? ReadRow();
        return true;
    }

    public void Dispose() => _rows.Dispose();

    private RowFault? ReadRow()
    {
        _accountId = TextOf(_account);
        if (!Identifier.IsValid(_accountId)) return _accountId.Length == 0 ? Missing("subject") : new("invalid_string", "The subject is no account's id: 1 to 128 of A-Z a-z 0-9 . _ : @ -");
        _eventType = TextOf(_type);
        if (_eventType.Length == 0) return Missing("type");

        if (_identity is { } identity)
        {
            Identity = (TextOf(identity.Source), TextOf(identity.Id));
            if (Identity.Value.Id.Length == 0) return Missing("id");
        }

        if (_time.Read(_rows, out _at) is { } noTime) return noTime;
        _data.Clear();
        for (var i = 0; i < _fields.Length; i++)
        {
            if (SetField(i) is { } fault) return fault;
        }

        return null;
    }

    private RowFault? SetField(int i)
    {
        var field = _fields[i];
        var text = field.Value.Column is { } column ? _rows.TextUtf8(column) : Encoding.UTF8.GetBytes(field.Value.Of(_rows));
        if (field.IsNumber && !text.IsEmpty && !DecimalText.TryParse(text, out _))
            return new("invalid_number", $"number.{field.Name} is not digits with an optional point, for example 12.5.");
        return _data.Set(i, text) is { } error ? new(error.Code, $"{field.Name}: {error.Detail}") : null;
    }

    private string TextOf(Template template)
    {
        if (template.Column is { } column) return RowData.TextOf(_rows.TextUtf8(column));
        return template.Constant ?? template.Of(_rows);
    }

    private static RowFault Missing(string field) => new("missing_member", $"The row has nothing for {field}.");
}
