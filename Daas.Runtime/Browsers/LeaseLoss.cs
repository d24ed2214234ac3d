namespace Daas.Runtime.Browsers;

/// <summary>Why a lease was lost while it was held.</summary>
public enum LeaseLoss
{
    /// <summary>It is not lost.</summary>
    None,

    /// <summary>The browser process ended.</summary>
    BrowserDied,

    /// <summary>The page's renderer process ended, for want of memory for example.</summary>
    PageCrashed,

    /// <summary>The pages opened windows without end.</summary>
    PopupStorm,
}
