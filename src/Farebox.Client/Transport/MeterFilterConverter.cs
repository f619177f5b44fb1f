namespace Farebox.Client.Transport;

/// <summary>A filter's field always has a list, which is how servers answer it.</summary>
internal sealed class MeterFilterConverter() : ValueListsConverter<MeterFilter>(writesOneAlone: false);
