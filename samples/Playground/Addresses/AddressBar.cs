using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices.JavaScript;

namespace Playground.Addresses;

/// <summary>The address of the page, as the page and the browser agree on it.</summary>
internal sealed partial class AddressBar
{
    private const string FirstTab = "formula";
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);      // browsers refuse an address for each frame of a drag

    private readonly Dictionary<string, PageAddress> _lastOfTab = [];
    private bool _isWriting;

    public AddressBar()
    {
        Keep(OfBrowser());
        OnChange(() => Arrive(OfBrowser()));
    }

    /// <summary>Called when the user goes elsewhere, by the back button, a tab or a lesson; not when a tab changes its state.</summary>
    public event Action? Arrived;

    public PageAddress Current { get; private set; }

    /// <summary>A link to what is shown now; the browser may show it a moment later.</summary>
    public string Link => $"{ReadPage()}{Current}";

    /// <summary>Whether the browser has an address that the page cannot read, and the page shows its first tab instead.</summary>
    public bool IsUnreadable { get; private set; }

    /// <summary>Goes to an address, as a new step that the back button undoes.</summary>
    public void GoTo(PageAddress address)
    {
        IsUnreadable = false;
        Write(Current.ToString(), isNewStep: false);
        Write(address.ToString(), isNewStep: address != Current);
        Arrive(address);
    }

    /// <summary>Goes to a tab, as it was when it was last shown.</summary>
    public void GoToTab(string tab) => GoTo(_lastOfTab.GetValueOrDefault(tab) ?? new PageAddress(tab, null, Fields.Empty));

    /// <summary>Remembers a new state of the tab that is shown.</summary>
    /// <param name="fields">The state.</param>
    /// <param name="isNewStep">Whether the back button returns to the state before; otherwise this state replaces it.</param>
    public void Remember(Fields fields, bool isNewStep)
    {
        if (fields.Equals(Current.Fields)) return;
        if (isNewStep) Write(Current.ToString(), isNewStep: false);
        Keep(Current with { Fields = fields });
        if (isNewStep) Write(Current.ToString(), isNewStep: true);
        else _ = WriteSoon();
    }

    private PageAddress OfBrowser()
    {
        string fragment = Read();
        var address = PageAddress.Parse(fragment);
        IsUnreadable = address is null && fragment.Length > 1;
        return address ?? new PageAddress(FirstTab, null, Fields.Empty);
    }

    private void Arrive(PageAddress address)
    {
        Keep(address);
        Arrived?.Invoke();
    }

    [MemberNotNull(nameof(Current))]
    private void Keep(PageAddress address) => _lastOfTab[address.Tab] = Current = address;

    private async Task WriteSoon()
    {
        if (_isWriting) return;
        _isWriting = true;
        await Task.Delay(s_pause);
        _isWriting = false;
        Write(Current.ToString(), isNewStep: false);
    }

    [JSImport("readAddress", "page")]
    private static partial string Read();

    /// <summary>The address without its fragment.</summary>
    [JSImport("readPage", "page")]
    private static partial string ReadPage();

    [JSImport("writeAddress", "page")]
    private static partial void Write(string fragment, bool isNewStep);

    [JSImport("onAddressChange", "page")]
    private static partial void OnChange([JSMarshalAs<JSType.Function>] Action changed);
}
