namespace Playground.Addresses;

/// <summary>The whole state of a tab: what a link to it restores.</summary>
public interface ITabState<TSelf>
    where TSelf : ITabState<TSelf>
{
    /// <summary>Reads the state. Never throws: what is missing or wrong has its default.</summary>
    static abstract TSelf Parse(Fields fields);

    /// <summary>Writes the state, without what has its default. <see cref="Parse" /> of it gives an equal state.</summary>
    Fields Format();
}
