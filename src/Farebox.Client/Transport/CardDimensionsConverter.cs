namespace Farebox.Client.Transport;

/// <summary>A dimension with one value is a string, as it always was.</summary>
internal sealed class CardDimensionsConverter() : ValueListsConverter<CardDimensions>(writesOneAlone: true);
