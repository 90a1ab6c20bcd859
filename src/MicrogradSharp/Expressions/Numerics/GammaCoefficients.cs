namespace MicrogradSharp;

/// <summary>The coefficients of <c>GammaFunction</c>, highest power first.</summary>
/// <remarks>A file of their own, because the package that writes ONNX models is compiled with it too.</remarks>
internal static class GammaCoefficients
{
    public const double DigammaZero = 1.4616321449683622;          // the zero is DigammaZero + DigammaZeroRest
    public const double DigammaZeroRest = 9.549995429965698e-17;
    public const double StirlingConstant = 0.41893853320467274;    // ½ ln 2π − ½

    public static ReadOnlySpan<double> NearTwo =>
    [
        1.33047643742444895e-10, -2.75952288512423315e-10, 5.73136724167886201e-10, -1.19214014058609121e-9,
        2.48367454380247832e-9, -5.18347504197004666e-9, 1.08386592148969541e-8, -2.27110946089431649e-8,
        4.76981016936398057e-8, -1.00432248239680996e-7, 2.12071848055546659e-7, -4.49246919876456604e-7,
        9.55141213040741983e-7, -2.03921575380136624e-6, 4.3748667899074878e-6, -9.4394882752683959e-6,
        0.0000205072127756706916, -0.0000449262367381331417, 0.0000994575127818085337, -0.00022315475845357938,
        0.000509669524743042422, -0.00119275391170326098, 0.00289051033074152329, -0.00738555102867398527,
        0.0205808084277845479, -0.0673523010531980951, 0.322467033424113218, 0.422784335098467139,
    ];

    public static ReadOnlySpan<double> NearDigammaZero =>
    [
        0.000110633727687474109, -0.000161706220919748034, 0.000236356015640270528, -0.0003454680251063077,
        0.000504953265834602035, -0.00073807093899600513, 0.00107882520191629658, -0.00157693677143019726,
        0.00230512632673492784, -0.00336980165543932808, 0.00492678139572985345, -0.00720453438635686824,
        0.0105387916166121754, -0.0154247659049489591, 0.0225976482322181047, -0.0331611264748473593,
        0.0488042881641431072, -0.0721995612564547109, 0.107824050691262366, -0.163942705442406528,
        0.258499760955651011, -0.442763168983592106, 0.96767224544762117,
    ];

    public static ReadOnlySpan<double> Stirling =>
    [
        -1.39243221690590112, 0.179644372368830573, -0.0295506535947712418, 0.00641025641025641026,
        -0.00191752691752691753, 0.000841750841750841751, -0.000595238095238095238, 0.000793650793650793651,
        -0.00277777777777777778, 0.0833333333333333333,
    ];

    public static ReadOnlySpan<double> DigammaTail =>
    [
        -26.4562121212121212, 3.05395433027011974, -0.443259803921568627, 0.0833333333333333333,
        -0.0210927960927960928, 0.00757575757575757576, -0.00416666666666666667, 0.00396825396825396825,
        -0.00833333333333333333, 0.0833333333333333333,
    ];

    /// <summary>The Bernoulli numbers B₂, B₄, …, in this order.</summary>
    public static ReadOnlySpan<double> Bernoulli =>
    [
        0.166666666666666667, -0.0333333333333333333, 0.0238095238095238095, -0.0333333333333333333,
        0.0757575757575757576, -0.253113553113553114, 1.16666666666666667, -7.09215686274509804,
        54.9711779448621554, -529.124242424242424,
    ];

    /// <summary>The n-th derivative of cot as a polynomial in the cotangent, because cot' = −(1 + cot²).</summary>
    public static double[] DerivativeOfCotangent(int n)
    {
        double[] coefficients = new double[n + 2], next = new double[n + 2];    // lowest power first
        coefficients[1] = 1;
        for (int order = 0; order < n; order++)
        {
            Array.Clear(next);
            for (int power = 1; power <= order + 1; power++)
            {
                next[power - 1] -= power * coefficients[power];
                next[power + 1] -= power * coefficients[power];
            }
            (coefficients, next) = (next, coefficients);
        }
        Array.Reverse(coefficients);
        return coefficients;
    }
}
