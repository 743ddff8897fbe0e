"""One row per router and lane; every column must agree to the byte and to the planck."""

BASIS_POINTS = 10_000


class Table:
    def __init__(self):
        self.rows = []

    def add(self, demo, router):
        """Collects what each side says about a router's traffic, and compares."""
        (lane,) = router.lanes(demo.url, demo.carrier.index)
        counted = demo.counted[router.index]
        signed = router.signed(demo.carrier.index)
        settled = int(lane["octets"])
        due, fee = int(lane["due"]), int(lane["fee"])
        expected_due = counted * int(lane["price"]) // 1024
        expected_fee = expected_due * demo.fee_rate(lane["version"]) // BASIS_POINTS
        refused = demo.carrier.refused(router.index)
        charge = demo.network.submit_charge(demo.carrier.index, router.index)
        problems = []
        for what, left, right in [
            ("octets sent and counter-signed", counted, signed),
            ("octets sent and settled", counted, settled),
            ("octets refused, as sent and as recorded", demo.refused.get(router.index, {}), refused),
            ("due", expected_due, due),
            ("fee", expected_fee, fee),
            ("due less fees and paid", due - fee - charge - router.claim_fee, router.received),
        ]:
            if left != right:
                problems.append(f"{what}: {left} and {right}")
        self.rows.append(
            {
                "router": router.index,
                "city": router.city,
                "version": lane["version"],
                "kind": lane["role"],
                "sent": counted,
                "refused": refused,
                "signed": signed,
                "settled": settled,
                "due": due,
                "fee": fee,
                "submit_fee": charge,
                "claim_fee": router.claim_fee,
                "paid": router.received,
                "problems": problems,
            }
        )

    @property
    def agrees(self):
        return bool(self.rows) and not any(row["problems"] for row in self.rows)

    def show(self):
        columns = [
            ("router", "router"),
            ("city", "place"),
            ("kind", "lane"),
            ("sent", "octets sent"),
            ("signed", "counter-signed"),
            ("settled", "settled"),
            ("due", "due, planck"),
            ("fee", "fee"),
            ("submit_fee", "submit's fee"),
            ("claim_fee", "claim's fee"),
            ("paid", "paid to owner"),
        ]
        cells = [[title for _, title in columns]]
        cells += [[str(row[key]) for key, _ in columns] for row in self.rows]
        widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
        print()
        for line in cells:
            print("  ".join(cell.rjust(width) for cell, width in zip(line, widths)))
        print()
        for row in self.rows:
            for reason, octets in row["refused"].items():
                print(f"router {row['router']}: {octets} octets refused: {reason}")
        for row in self.rows:
            for problem in row["problems"]:
                print(f"router {row['router']} DOES NOT AGREE: {problem}")
        print("every column agrees" if self.agrees else "the table does not agree")
